import { readdirSync } from 'node:fs'
import { request } from 'node:https'
import t, { type Test } from 'tap'
import { startDaemon } from '../../src/daemon.ts'
import { FileArea } from '../../src/files/file-area.ts'
import { NoRoom } from '../../src/files/room-on-disk.ts'
import { ask, tokenOf } from '../support/admin.ts'
import { standaloneConfig } from '../support/config.ts'

const mib = 1024 * 1024

/** An area on a disk with so much room, which goes down as files come in; what of a file was read, and what is left of it. */
function areaWith(t: Test, roomBytes: number) {
  const folder = t.testdir()
  let left = roomBytes
  let sentParts = 0
  const area = new FileArea(folder, async () => left)
  function* parts(count: number): Generator<Uint8Array> {
    for (let i = 0; i < count; i++) {
      sentParts += 1
      yield new Uint8Array(mib)
      left -= mib
    }
  }
  return {
    put: (count: number, announcedBytes?: number) =>
      area.put(parts(count), announcedBytes).catch((error: NoRoom) => error),
    sent: () => sentParts,
    files: () => readdirSync(folder).length,
  }
}

t.test('BAK-01: a file is taken as long as the disk has room for it', async (t) => {
  const { put, files } = areaWith(t, 40 * mib)
  t.match(await put(40, 40 * mib), { sizeBytes: 40 * mib })
  t.equal(files(), 1)
})

t.test('BAK-01: a file is what was sent, in parts of whatever size', async (t) => {
  const area = new FileArea(t.testdir())
  const sizes = [1, 5, 255 * 1024, 1024, 700 * 1024, 0, 256 * 1024, 3]
  const parts = sizes.map((size, i) => Buffer.alloc(size, `${i}, and more of it; `))
  const { file, sizeBytes } = await area.put(parts)
  const sent = Buffer.concat(parts)
  t.equal(sizeBytes, sent.length)
  const source = area.openSource(file)
  t.ok(sent.equals(source?.source().read(2 * mib) ?? Buffer.of()))
  source?.close()
})

t.test('BAK-01: one that is announced as too large is refused before it is read', async (t) => {
  const { put, sent, files } = areaWith(t, 40 * mib)
  const why = await put(41, 41 * mib)
  t.match(why, { refusal: { code: 'too-large', details: { found: 41 * mib, expected: 40 * mib } } })
  t.same([sent(), files()], [0, 0])
})

t.test(
  'BAK-01: one that announced nothing is refused when the room ends, and nothing is kept',
  async (t) => {
    const { put, sent, files } = areaWith(t, 40 * mib)
    const why = await put(100)
    t.ok(why instanceof NoRoom)
    t.match(why, {
      refusal: { code: 'too-large', details: { found: 41 * mib, expected: 40 * mib } },
    })
    t.same([sent(), files()], [41, 0])
  },
)

t.test('BAK-01: over HTTPS a box that has no room says so at once, and goes on', async (t) => {
  const dataDir = t.testdir()
  const { port, close } = await startDaemon(standaloneConfig('a', dataDir), (error) => {
    throw error
  })
  t.teardown(close)
  const authorization = `Bearer ${tokenOf(dataDir)}`
  const headers = { authorization, 'content-type': 'application/octet-stream' }
  const path = '/api/admin/v1/files'
  // No disk has so much, and nothing of it is ever sent.
  const announced = { ...headers, 'content-length': 2 ** 52 }
  const refused = await new Promise<{ status?: number; body: string }>((resolve, reject) => {
    const target = { host: '127.0.0.1', port, path, method: 'POST', headers: announced }
    const asked = request({ ...target, agent: false, rejectUnauthorized: false }, (response) => {
      let body = ''
      response.on('data', (part) => {
        body += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    asked.on('error', reject)
    asked.write('the first of many')
  })
  t.match(refused, { status: 413, body: /is over the limit of/ })
  const taken = await ask(port, 'POST', path, { headers, body: 'small' })
  t.match(JSON.parse(taken.body), { ok: true, value: { sizeBytes: 5 } })
})
