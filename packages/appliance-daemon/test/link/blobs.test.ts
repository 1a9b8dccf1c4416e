import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { Cable } from '../support/cable.ts'
import { Carrier } from '../support/carrier.ts'
import { preSharedKey } from '../support/config.ts'

const MiB = 1024 * 1024
const nameOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

function place(folder: string, name: string, content: Buffer): void {
  mkdirSync(join(folder, 'blobs', name.slice(0, 2)), { recursive: true })
  writeFileSync(join(folder, 'blobs', name.slice(0, 2), name), content)
}

const stored = (folder: string, name: string): Buffer =>
  readFileSync(join(folder, 'blobs', name.slice(0, 2), name))

interface Pair {
  readonly holder: Carrier
  readonly holderFolder: string
  readonly fetcher: Carrier
  readonly fetcherFolder: string
  readonly cable: Cable
  readonly port: number
}

/** Two carriers with the same key and a cable between them. */
async function pair(t: Test): Promise<Pair> {
  const folder = t.testdir({ holder: {}, fetcher: {} })
  const holderFolder = join(folder, 'holder')
  const fetcherFolder = join(folder, 'fetcher')
  const holder = new Carrier(holderFolder, preSharedKey)
  const fetcher = new Carrier(fetcherFolder, preSharedKey)
  const cable = new Cable(await holder.listen())
  const port = await cable.listen()
  t.teardown(() => {
    holder.close()
    fetcher.close()
    cable.close()
  })
  return { holder, holderFolder, fetcher, fetcherFolder, cable, port }
}

t.test('SYN-05: a recording whose transfer is cut goes on where it was', async (t) => {
  const { holderFolder, fetcher, fetcherFolder, cable, port } = await pair(t)
  const content = randomBytes(8 * MiB)
  const name = nameOf(content)
  place(holderFolder, name, content)
  cable.breaksAfterBytes = 5 * MiB
  await fetcher.links.dial('first', '127.0.0.1', port)
  t.match(await fetcher.take('link-up'), { link: 'first', side: 'dialed' })
  fetcher.links.fetchBlobs('first', [{ name, sizeBytes: content.length }])
  await fetcher.take('blobs-failed')
  await fetcher.take('link-down')

  cable.breaksAfterBytes = Number.POSITIVE_INFINITY
  cable.passedBytes = 0
  await fetcher.links.dial('second', '127.0.0.1', port)
  await fetcher.take('link-up')
  fetcher.links.fetchBlobs('second', [{ name, sizeBytes: content.length }])
  const fetched = await fetcher.take('blobs-fetched')
  t.same(fetched.names, [name])
  t.ok(fetched.bytes <= 4 * MiB, `${fetched.bytes} bytes were sent again or anew`)
  t.ok(cable.passedBytes < 4.2 * MiB, `${cable.passedBytes} bytes passed the cable`)
  t.ok(stored(fetcherFolder, name).equals(content))
})

t.test('SYN-05: many recordings come verified, and what is here is not fetched', async (t) => {
  const { holderFolder, fetcher, fetcherFolder, cable, port } = await pair(t)
  const contents = Array.from({ length: 100 }, () => randomBytes(50_000))
  contents.push(Buffer.alloc(0), randomBytes(3 * MiB + 1))
  const blobs = contents.map((content) => ({ name: nameOf(content), sizeBytes: content.length }))
  contents.forEach((content, i) => {
    place(holderFolder, blobs[i]?.name ?? '', content)
  })
  await fetcher.links.dial('link', '127.0.0.1', port)
  const fetchAll = async (): Promise<Set<string>> => {
    const names = new Set<string>()
    fetcher.links.fetchBlobs('link', blobs)
    while (names.size < blobs.length)
      for (const name of (await fetcher.take('blobs-fetched')).names) names.add(name)
    return names
  }
  await fetchAll()
  contents.forEach((content, i) => {
    t.ok(stored(fetcherFolder, blobs[i]?.name ?? '').equals(content))
  })
  const passedBytes = cable.passedBytes
  await fetchAll()
  t.equal(cable.passedBytes, passedBytes)
})

t.test('SYN-05: recordings come no faster than the bandwidth limit, measured', async (t) => {
  const { holderFolder, fetcher, port } = await pair(t)
  const bytesPerSecond = 400_000
  const contents = [300_000, 100_000, 100_000, 100_000, 20_000].map((size) => randomBytes(size))
  const blobs = contents.map((content) => ({ name: nameOf(content), sizeBytes: content.length }))
  contents.forEach((content, i) => {
    place(holderFolder, blobs[i]?.name ?? '', content)
  })
  await fetcher.links.dial('link', '127.0.0.1', port)
  await fetcher.take('link-up')
  const startedAtMs = performance.now()
  fetcher.links.fetchBlobs('link', blobs, bytesPerSecond)
  let bytes = 0
  for (let count = 0; count < blobs.length; ) {
    const fetched = await fetcher.take('blobs-fetched')
    count += fetched.names.length
    bytes += fetched.bytes
  }
  const measured = bytes / ((performance.now() - startedAtMs) / 1_000)
  t.equal(bytes, 620_000)
  t.ok(measured < 1.1 * bytesPerSecond, `${Math.round(measured)} bytes a second`)
})

t.test(
  'SYN-05: a recording of wrong content is never given away, one unknown to the peer never stored',
  async (t) => {
    const { holder, holderFolder, fetcher, port } = await pair(t)
    const good = randomBytes(1_000)
    const damaged = randomBytes(1_000)
    const absent = nameOf(randomBytes(10))
    place(holderFolder, nameOf(good), good)
    place(holderFolder, nameOf(damaged), randomBytes(1_000))
    await fetcher.links.dial('link', '127.0.0.1', port)
    const fetchOne = (name: string): void =>
      fetcher.links.fetchBlobs('link', [{ name, sizeBytes: 1_000 }])
    fetchOne(nameOf(damaged))
    t.match(await fetcher.take('blobs-failed'), { reason: /does not have/ })
    t.match(await holder.take('blobs-lost'), { absent: [], damaged: [nameOf(damaged)] })
    t.notOk(holder.files.has(nameOf(damaged)), 'nobody is given it again')
    fetchOne(absent)
    t.match(await fetcher.take('blobs-failed'), { reason: /does not have/ })
    fetchOne('../../etc/passwd')
    t.match(await fetcher.take('blobs-failed'), { reason: /no recording's name/ })
    t.notOk(fetcher.files.has(nameOf(damaged)))
    fetchOne(nameOf(good))
    t.same((await fetcher.take('blobs-fetched')).names, [nameOf(good)])
  },
)

t.test('a fetch over a link that is down fails at once', async (t) => {
  const { fetcher } = await pair(t)
  fetcher.links.fetchBlobs('none', [{ name: nameOf(Buffer.alloc(0)), sizeBytes: 0 }])
  t.match(await fetcher.take('blobs-failed'), { reason: /down/ })
})
