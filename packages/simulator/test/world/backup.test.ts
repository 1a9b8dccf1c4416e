import { backupKeys, nodeCodec } from '@understudy/appliance-store/backup-keys'
import { MemoryStore } from '@understudy/memory-store'
import fc from 'fast-check'
import t from 'tap'
import { World } from '../../src/index.ts'
import { plainFiles } from '../../src/world/plain-files.ts'
import {
  codeOf,
  contentsOf,
  establishedWorld,
  loadSessions,
  must,
  type PairName,
  type SmallWorldOptions,
  sharedAddress,
  smallLab,
} from '../support/small-world.ts'

const passphrase = 'a passphrase that nobody guesses'

/** Two boxes that do not know each other: `a` with data, `b` as it came from the factory. */
function oldAndNew(options: SmallWorldOptions = {}, sessions = 300) {
  const stores = { a: new MemoryStore(), b: new MemoryStore() }
  const world = new World(
    { lab: smallLab(options), seed: 'backup' },
    {
      openStore: (name) => stores[name as PairName],
      crypto: { codec: nodeCodec, keys: backupKeys },
    },
  )
  loadSessions(world, 'a', sessions, 'backup', 20)
  for (const [key, value] of [
    ['motd', 'Back at nine: até já'],
    ['logo', 'x'.repeat(3_000)],
  ])
    must(world.invokeAndRun('a', 'set-setting', { key, value }))
  return { world, stores }
}

type Made = ReturnType<typeof oldAndNew>

function download({ world }: Made, input: object = { loggedHistory: true }): Uint8Array {
  const { file } = must(world.invokeAndRun('a', 'download-backup', input)) as { file: string }
  const bytes = world.host('a').files?.get(file)
  if (bytes === undefined) throw new Error('no file')
  return bytes
}

function upload({ world }: Made, bytes: Uint8Array, input: object = {}, to: PairName = 'b') {
  const file = world.host(to).files?.put(bytes)
  return world.invokeAndRun(to, 'upload-backup', { file, ...input })
}

/** Settings by key and value, and the digests of all logs. */
const dataOf = ({ stores }: Made, name: PairName) => ({
  settings: stores[name].settings.all().map(({ key, value }) => [key, value]),
  heads: stores[name].logs.heads(),
  sessions: stores[name].totals().sessions,
})

for (const input of [{}, { passphrase }])
  t.test(
    `BAK-01: a backup ${'passphrase' in input ? 'with' : 'without'} a passphrase restores settings and history on fresh hardware, equal by digest`,
    async (t) => {
      const made = oldAndNew()
      const bytes = download(made, { loggedHistory: true, ...input })
      t.match(must(upload(made, bytes, input)), {
        settings: 2,
        sessions: 300,
        recordingsMissing: 20,
      })
      t.strictSame(dataOf(made, 'b'), dataOf(made, 'a'))
      t.equal(made.stores.b.totals().blobsMissing, 20, 'recordings are in no backup')
      const text = Buffer.from(bytes).toString('latin1')
      t.equal(text.includes('Back at nine'), !('passphrase' in input))
      const again = must(upload(made, bytes, input))
      t.match(again, { sessions: 0 }, 'restored twice, nothing is there twice')
      t.strictSame(dataOf(made, 'b'), dataOf(made, 'a'))
    },
  )

t.test('BAK-01: without logged history a backup has the settings alone', async (t) => {
  const made = oldAndNew()
  const bytes = download(made, {})
  t.match(must(upload(made, bytes)), { settings: 2, sessions: 0 })
  t.strictSame(dataOf(made, 'b').settings, dataOf(made, 'a').settings)
  t.equal(dataOf(made, 'b').sessions, 0)
})

t.test('BAK-01: what does not fit is refused, and nothing changes', async (t) => {
  const made = oldAndNew()
  const sealed = download(made, { loggedHistory: true, passphrase })
  const plain = download(made)
  const before = contentsOf(made.stores.b)
  const codes = [
    codeOf(upload(made, sealed)),
    codeOf(upload(made, sealed, { passphrase: 'another' })),
    codeOf(upload(made, Buffer.from('{"format":"understudy-backup-1"}'))),
    codeOf(upload(made, Buffer.alloc(0))),
    codeOf(upload(made, Buffer.concat([plain, Buffer.of(0)]))),
    codeOf(made.world.invokeAndRun('b', 'upload-backup', { file: 'never-seen' })),
  ]
  t.strictSame(codes, [
    'passphrase-needed',
    'wrong-passphrase',
    'backup-damaged',
    'backup-damaged',
    'backup-damaged',
    'no-such-file',
  ])
  t.equal(contentsOf(made.stores.b), before)
  const other = oldAndNew({ software: { b: { base: '3.3.2', site: '12.2.0' } } })
  t.equal(codeOf(upload(other, plain)), 'backup-of-another-version')
  t.equal(other.stores.b.settings.all().length, 0)
})

t.test(
  'BAK-01: a log that says something else under the same numbers is never continued',
  async (t) => {
    const made = oldAndNew()
    const bytes = download(made)
    const longer = oldAndNew()
    loadSessions(longer.world, 'a', 10, 'later')
    t.equal(codeOf(upload(longer, bytes, {}, 'a')), 'ok', 'a log that has gone on is left as it is')
    t.equal(dataOf(longer, 'a').sessions, 310)
    const fresh = new MemoryStore()
    const world = new World(
      { lab: smallLab(), seed: 'backup' },
      { openStore: (name) => (name === 'a' ? fresh : new MemoryStore()) },
    )
    loadSessions(world, 'a', 5, 'other sessions')
    const before = contentsOf(fresh)
    const file = world.host('a').files?.put(bytes)
    t.equal(codeOf(world.invokeAndRun('a', 'upload-backup', { file })), 'backup-contradicts')
    t.equal(contentsOf(fresh), before)
  },
)

t.test(
  'BAK-01: before 10.6 a backup whose LSIDs other sessions have here is refused (API-01)',
  async (t) => {
    const software = { a: { base: '3.2.4', site: '10.5.2' }, b: { base: '3.2.4', site: '10.5.2' } }
    const made = oldAndNew({ software })
    const bytes = download(made)
    loadSessions(made.world, 'b', 1, 'its own')
    const before = contentsOf(made.stores.b)
    t.equal(codeOf(upload(made, bytes)), 'backup-repeats-lsid')
    t.equal(contentsOf(made.stores.b), before)
    const since = oldAndNew({ software })
    must(upload(since, bytes))
    loadSessions(since.world, 'a', 5, 'later')
    t.equal(codeOf(upload(since, download(since))), 'ok', 'a history that goes on is continued')
    t.equal(dataOf(since, 'b').sessions, 305)
  },
)

t.test('BAK-01: a backup box gives a backup and takes none', async (t) => {
  const { world } = establishedWorld()
  t.equal(codeOf(world.invokeAndRun('b', 'download-backup')), 'ok')
  t.equal(codeOf(world.invokeAndRun('b', 'upload-backup', { file: 'any' })), 'wrong-role')
})

t.test('SEC-03: 1,000 damaged backups are refused, quickly, and nothing changes', async (t) => {
  const made = oldAndNew({}, 40)
  const plain = download(made)
  const before = contentsOf(made.stores.b)
  const at = fc.nat({ max: plain.length - 1 })
  const damage = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at, bit: fc.nat({ max: 7 }) }),
    fc.record({ kind: fc.constant('cut' as const), at, bit: fc.constant(0) }),
    fc.record({ kind: fc.constant('drop' as const), at, bit: fc.constant(0) }),
    fc.record({ kind: fc.constant('swap' as const), at, bit: fc.nat({ max: 200 }) }),
  )
  const codes = new Set<string>()
  fc.assert(
    fc.property(damage, ({ kind, at, bit }) => {
      const bytes = Buffer.from(plain)
      let spoiled: Uint8Array = bytes
      if (kind === 'flip') bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
      else if (kind === 'cut') spoiled = bytes.subarray(0, at)
      else if (kind === 'drop')
        spoiled = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])
      else bytes.copyWithin(at, bit, bit + 100)
      if (Buffer.from(spoiled).equals(Buffer.from(plain))) return
      codes.add(codeOf(upload(made, spoiled)))
    }),
    { numRuns: 1_000 },
  )
  codes.delete('passphrase-needed')
  t.strictSame([...codes], ['backup-damaged'])
  t.equal(contentsOf(made.stores.b), before)
})

t.test('SEC-03: no bit of an encrypted backup can be changed unnoticed', async (t) => {
  const made = oldAndNew()
  const bytes = Buffer.from(download(made, { passphrase }))
  const headAt = bytes.indexOf('{')
  for (const at of [headAt + 20, bytes.lastIndexOf('}') + 3, bytes.length - 40, bytes.length - 1]) {
    const spoiled = Buffer.from(bytes)
    spoiled[at] = (spoiled[at] ?? 0) ^ 1
    t.match(codeOf(upload(made, spoiled, { passphrase })), /^(backup-damaged|wrong-passphrase)$/)
  }
  t.equal(made.stores.b.settings.all().length, 0)
})

for (const point of ['before-commit', 'after-commit', 'after-effect'] as const)
  t.test(
    `SYN-06: killed ${point} of any batch of a restore, it has the old data or the new`,
    async (t) => {
      const states = new Set<string>()
      for (let passes = 1; passes <= 4; passes++) {
        const made = oldAndNew()
        const old = JSON.stringify(dataOf(made, 'b'))
        const bytes = download(made)
        let left = passes
        made.world.host('b').dieAt((at) => {
          if (at === point) left -= 1
          return left === 0
        })
        upload(made, bytes)
        made.world.host('b').dieAt(null)
        if (!made.world.host('b').running) made.world.restart('b')
        made.world.runFor(1_000)
        const now = JSON.stringify(dataOf(made, 'b'))
        const isNew = now === JSON.stringify(dataOf(made, 'a'))
        t.ok(isNew || now === old, `pass ${passes}`)
        states.add(isNew ? 'new' : 'old')
      }
      t.strictSame([...states].sort(), ['new', 'old'])
    },
  )

t.test(
  'BAK-01: what a restore found known here is on disk after it, also what had only been noted',
  async (t) => {
    const made = oldAndNew({ clients: { jumpClients: { active: 1 } } }, 1)
    const { world, stores } = made
    const lead = (name: PairName, enabled: boolean) =>
      must(world.invokeAndRun(name, 'set-address-enabled', { address: sharedAddress, enabled }))
    lead('a', true)
    must(world.commandAndRun('clients', { kind: 'start-clients', input: {} }))
    world.runFor(10_000)
    const bytes = download(made)
    const namesOn = (name: PairName) =>
      stores[name].jumpClients.page('', 10).map(({ name }) => name)
    t.equal(namesOn('a').length, 1)
    lead('a', false)
    lead('b', true)
    for (let i = 0; i < 1_200 && world.status('b').jumpClients.known < 1; i++) world.runFor(100)
    t.same(namesOn('b'), [], 'it has checked in, and is not stored yet')
    t.match(must(upload(made, bytes)), { jumpClients: 0 })
    world.crash('b')
    t.same(namesOn('b'), namesOn('a'))
  },
)

t.test('the virtual world writes UTF-8 as Node does', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const bytes = plainFiles.codec.bytesOf(text)
      return Buffer.from(text).equals(bytes) && plainFiles.codec.textOf(bytes) === text
    }),
  )
})
