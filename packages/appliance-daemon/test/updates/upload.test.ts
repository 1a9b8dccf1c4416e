import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { nodeSigning } from '@understudy/certificates/signing'
import { findPackage, packageBytesMax, packageFileOf, vendorPrivateKeyOf } from '@understudy/shared'
import t from 'tap'
import { startDaemon } from '../../src/daemon.ts'
import { invoke, tokenOf } from '../support/admin.ts'
import { standaloneConfig } from '../support/config.ts'

const site = 'support.example.com'

interface Built {
  readonly guid: string
  readonly validUntilMs?: number
  readonly by?: Uint8Array
}

/** As the vendor builds it, or somebody else. */
function built({ guid, validUntilMs = Number.MAX_SAFE_INTEGER, by }: Built): Buffer {
  const known = findPackage('Bomgar-12.3.1')
  if (known === undefined) throw new Error('it is in the catalogue')
  const { name, kind, version, build } = known
  const details = { licences: 1, licencesExpireAtMs: null, validUntilMs, primaryHostname: site }
  const manifest = { package: name, kind, version, build, appliance: guid, ...details }
  const payload = new Uint8Array(20_000).fill(7)
  return Buffer.from(packageFileOf(manifest, payload, nodeSigning, by ?? vendorPrivateKeyOf(site)))
}

interface Sent {
  readonly authorization?: string
  /** What it says that it sends. */
  readonly length?: number
  /** The rest never comes. */
  readonly isHeld?: boolean
  readonly leaves?: boolean
}

t.test(
  'UPD-04, UPD-05: a package streams in by one request, or is refused before anything is touched',
  async (t) => {
    const dataDir = t.testdir()
    const daemon = await startDaemon(standaloneConfig('a', dataDir), (error) => {
      throw error
    })
    t.teardown(() => daemon.close())
    const { port, guid } = daemon
    const owner = `Bearer ${tokenOf(dataDir)}`
    const upload = (bytes: Buffer, how: Sent = {}): Promise<string> =>
      new Promise((resolve) => {
        const { authorization = owner, length } = how
        const headers = {
          authorization,
          ...(length === undefined ? {} : { 'content-length': length }),
        }
        const target = {
          host: '127.0.0.1',
          port,
          path: '/api/admin/v1/update-files',
          method: 'PUT',
        }
        const asked = request(
          { ...target, headers, agent: false, rejectUnauthorized: false },
          (response) => {
            let text = ''
            response.on('data', (part) => {
              text += part
            })
            response.on('end', () => {
              asked.destroy()
              const said = JSON.parse(text)
              resolve(said.ok ? said.value.package : said.refusal.code)
            })
          },
        )
        asked.on('error', () => resolve('no answer'))
        asked.write(bytes, () => how.leaves && asked.destroy())
        if (how.isHeld !== true && how.leaves !== true) asked.end()
      })
    const onDisk = () => readdirSync(join(dataDir, 'updates'), { recursive: true })
    const digest = async () =>
      createHash('sha256')
        .update(JSON.stringify(await invoke(port, dataDir, 'status')))
        .digest('hex')
    const before = await digest()

    const good = built({ guid })
    const flipped = Buffer.from(good)
    flipped[good.length - 5] = 8
    const cases: readonly (readonly [string, string, Buffer, Sent?])[] = [
      ['without authority', 'unauthorised', good, { authorization: 'Bearer 0123' }],
      [
        'too large by what it says',
        'too-large',
        good,
        { length: packageBytesMax + 5_000, isHeld: true },
      ],
      [
        'no package, told before it has come whole',
        'package-damaged',
        Buffer.alloc(8_000),
        { length: 1e8, isHeld: true },
      ],
      [
        'signed by somebody else, told as early',
        'package-unsigned',
        built({ guid, by: new Uint8Array(32).fill(9) }).subarray(0, 9_000),
        { length: 1e8, isHeld: true },
      ],
      ['a flipped bit', 'package-damaged', flipped],
      ['cut short', 'package-damaged', good.subarray(0, -1)],
      ['only its beginning', 'package-damaged', good.subarray(0, 100)],
      ['nothing at all', 'package-damaged', Buffer.alloc(0)],
      ['for another box', 'package-for-another', built({ guid: '0'.repeat(32) })],
      ['past its date', 'package-expired', built({ guid, validUntilMs: 1 })],
      [
        'its sender leaves',
        'no answer',
        good.subarray(0, 9_000),
        { length: good.length, leaves: true },
      ],
    ]
    for (const [what, code, bytes, how] of cases) {
      t.equal(await upload(bytes, how), code, what)
      // The box learns when the connection is gone that its sender has left, and takes no other until then.
      while (how?.leaves && (await upload(Buffer.alloc(0))) === 'too-many')
        await new Promise(setImmediate)
      t.same(onDisk(), ['incoming'], `${what}: nothing is kept`)
    }
    t.equal(await digest(), before)

    t.equal(await upload(good), 'Bomgar-12.3.1')
    const first = onDisk()
    t.equal(await upload(good), 'Bomgar-12.3.1', 'once more')
    // The earlier file of the same package goes, soon after the answer.
    while (onDisk().length > first.length) await new Promise(setImmediate)
    t.notSame(onDisk(), first)
    const install = { package: 'Bomgar-12.3.1', acceptEula: true }
    t.match(await invoke(port, dataDir, 'install-update', install), { ok: true })
  },
)

t.test('WEB-04: a factory reset leaves no uploaded package and no file on the disk', async (t) => {
  const dataDir = t.testdir()
  let ended: (how: string) => void = () => undefined
  const over = new Promise<string>((resolve) => {
    ended = resolve
  })
  const fail = (error: unknown): never => {
    throw error
  }
  const { port, guid } = await startDaemon(standaloneConfig('a', dataDir), fail, ended)
  const put = (path: string, body: Buffer): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${tokenOf(dataDir)}` }
      const target = { host: '127.0.0.1', port, path, method: 'POST', headers, agent: false }
      const asked = request({ ...target, rejectUnauthorized: false }, (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode))
      })
      asked.on('error', reject)
      asked.end(body)
    })
  t.equal(await put('/api/admin/v1/update-files', built({ guid })), 200)
  t.match(await invoke(port, dataDir, 'download-backup'), { ok: true })
  const left = () =>
    ['updates', 'files'].flatMap((folder) =>
      readdirSync(join(dataDir, folder)).filter((name) => name !== 'incoming'),
    )
  t.equal(left().length, 2)
  t.match(await invoke(port, dataDir, 'factory-reset', { confirm: true }), { ok: true })
  t.equal(await over, 'reboot')
  const again = await startDaemon(standaloneConfig('a', dataDir), fail)
  t.teardown(() => again.close())
  t.match(await invoke(again.port, dataDir, 'check-for-updates'), { ok: false })
  t.same(left(), [])
})
