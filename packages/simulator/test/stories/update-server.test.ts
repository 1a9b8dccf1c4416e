import {
  bytesOfBase64,
  type NetworkOutputOf,
  type Outcome,
  operationTables,
  schemaErrors,
} from '@understudy/shared'
import t from 'tap'
import { codeOf, type SmallWorld, smallWorld } from '../support/small-world.ts'

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.refusal.message)
  return outcome.value
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const withKeys = { base: '3.3.2', site: '11.1.0' }

const network = <T>({ world }: SmallWorld, kind: string, input: object = {}): T => {
  const outcome = world.commandAndRun('network', { kind, input } as never)
  const { output } = (operationTables.network as Record<string, { output: object }>)[kind] ?? {}
  if (outcome.ok && output !== undefined && schemaErrors(output, outcome.value).length > 0)
    throw new Error(`${kind} does not answer what its table says`)
  return must(outcome) as T
}

const keyOf = (small: SmallWorld, on: 'a' | 'b' = 'a'): string =>
  must(small.world.invokeAndRun(on, 'make-download-key')).key

/** From the key to the file's name, as a person carries it. */
const download = (small: SmallWorld, name = 'Bomgar-12.2.0'): string => {
  const { files } = network<NetworkOutputOf<'redeem-key'>>(small, 'redeem-key', {
    key: keyOf(small),
  })
  const file = files.find((one) => one.package === name)?.file
  if (file === undefined) throw new Error(`${name} is among the downloads`)
  return file
}

const install = { package: 'Bomgar-12.2.0', acceptEula: true }

t.test('UPD-01: G2’s screen: Base 3.3.2 can be installed, and unlocks Bomgar-12.2.0', async (t) => {
  const small = smallWorld()
  const { world } = small
  const line = (name: string) =>
    must(world.invokeAndRun('a', 'check-for-updates')).updates.find((one) => one.name === name)
  t.match(line('Base 3.3.2'), { installable: true })
  t.match(line('Bomgar-12.2.0'), {
    installable: false,
    reason:
      '3.2.4 does not satisfy 12.2.0\'s requirements. Please install any other available package by clicking "Install this Update".',
    primaryHostname: 'support.example.com',
    licences: small.lab.clients.licences,
    licencesExpireAtMs: null,
  })
  must(world.invokeAndRun('a', 'install-update', { package: 'Base 3.3.2', acceptEula: true }))
  world.runFor(hourMs)
  t.match(line('Bomgar-12.2.0'), { installable: true })
  t.equal(line('Base 3.3.2'), undefined)
  t.same(
    world.events.filter(({ name }) => name === 'package-downloaded').map(({ source }) => source),
    ['update-server'],
    'as its process tells it in a real lab',
  )
})

t.test(
  'UPD-01: a box whose path to the update server is cut says so, and names the manual way',
  async (t) => {
    const { world } = smallWorld({ software: { a: withKeys } })
    world.cutPath('a', 'update-server')
    t.match(world.invokeAndRun('a', 'check-for-updates'), {
      refusal: {
        code: 'update-server-unreachable',
        message: /FAQ.*Appliance Download Key, then Manual Installation/,
      },
    })
    t.equal(codeOf(world.invokeAndRun('a', 'install-update', install)), 'update-server-unreachable')
    t.match(world.status('a'), { state: 'serving', installation: null })
    must(world.invokeAndRun('b', 'check-for-updates'))
    world.healPath('a', 'update-server')
    must(world.invokeAndRun('a', 'check-for-updates'))
  },
)

t.test(
  'UPD-04: key, download, upload, installation: the manual way of a restricted network',
  async (t) => {
    const small = smallWorld({ software: { a: withKeys } })
    const { world } = small
    world.cutPath('a', 'update-server')
    const file = download(small)
    t.match(must(world.invokeAndRun('a', 'upload-update', { file })), {
      package: 'Bomgar-12.2.0',
      primaryHostname: 'support.example.com',
    })
    must(world.invokeAndRun('a', 'install-update', install))
    world.runFor(hourMs)
    t.match(world.status('a'), { site: '12.2.0', state: 'serving' })
    t.same(world.updatesOf('a').leftovers, { files: [], unpacked: null })
  },
)

t.test(
  'UPD-04: what was downloaded by key is no longer offered, but uploaded it can be installed',
  async (t) => {
    const small = smallWorld({ software: { a: withKeys } })
    const { world } = small
    const names = () =>
      must(world.invokeAndRun('a', 'check-for-updates')).updates.map(({ name, source }) => [
        name,
        source,
      ])
    const file = download(small)
    t.notOk(names().some(([name]) => name === 'Bomgar-12.2.0'))
    t.equal(codeOf(world.invokeAndRun('a', 'install-update', install)), 'not-offered')
    must(world.invokeAndRun('a', 'upload-update', { file }))
    t.ok(names().some(([name, source]) => name === 'Bomgar-12.2.0' && source === 'uploaded'))
    const desk = world.updatesOf('a')
    const { content } = network<NetworkOutputOf<'fetch-download'>>(small, 'fetch-download', {
      file,
    })
    desk.put('again.pkg', bytesOfBase64(content) ?? new Uint8Array())
    must(world.invokeAndRun('a', 'upload-update', { file: 'again.pkg' }))
    t.same(desk.leftovers.files, ['again.pkg'], 'the earlier file of the package is gone')
  },
)

t.test('UPD-04: below Base 3.3.2 there is no key, and support gives the download', async (t) => {
  const small = smallWorld()
  const { world } = small
  t.match(world.invokeAndRun('a', 'make-download-key'), {
    refusal: { code: 'no-download-key', message: /Ask support/ },
  })
  must(world.invokeAndRun('a', 'check-for-updates'))
  const asked = { appliance: 'a', package: 'Base 3.3.2' }
  const { files } = network<NetworkOutputOf<'support-download'>>(small, 'support-download', asked)
  must(world.invokeAndRun('a', 'upload-update', { file: files[0]?.file }))
  must(world.invokeAndRun('a', 'install-update', { package: 'Base 3.3.2', acceptEula: true }))
})

t.test(
  'UPD-04: a key of 26 minutes, one from a wrong clock and one of no box download nothing',
  async (t) => {
    const small = smallWorld({ software: { a: withKeys } })
    const { world } = small
    const redeem = (key: string) =>
      codeOf(world.commandAndRun('network', { kind: 'redeem-key', input: { key } }))
    const key = keyOf(small)
    world.runFor(26 * minuteMs)
    t.equal(redeem(key), 'key-expired')
    t.equal(redeem(keyOf(small).replace('H4sI', 'H4sJ')), 'key-damaged')
    world.host('a').clock.jump(-hourMs)
    t.equal(redeem(keyOf(small)), 'key-expired', 'an hour behind')
    t.equal(codeOf(world.invokeAndRun('a', 'check-for-updates')), 'wrong-clock')
    world.host('a').clock.jump(2 * hourMs)
    t.equal(redeem(keyOf(small)), 'wrong-clock', 'an hour ahead')
    world.host('a').clock.jump(-hourMs)
    t.equal(redeem(keyOf(small)), 'ok')
  },
)

/** The first character of the signature, on the third line, is changed for another one. */
function signedByAnother(whole: Uint8Array): Uint8Array {
  const at = whole.indexOf(10, whole.indexOf(10) + 1) + 1
  return Uint8Array.from(whole, (byte, i) => (i === at ? (byte === 65 ? 66 : 65) : byte))
}

t.test(
  'UPD-05: a package for the other box, a flipped bit, a cut file, an old one: nothing is touched',
  async (t) => {
    const small = smallWorld({ software: { a: withKeys, b: withKeys } })
    const { world, stores } = small
    const file = download(small)
    const { content } = network<NetworkOutputOf<'fetch-download'>>(small, 'fetch-download', {
      file,
    })
    const whole = bytesOfBase64(content) ?? new Uint8Array()
    const flipped = Uint8Array.from(whole)
    flipped[whole.length - 1] = (flipped[whole.length - 1] ?? 0) ^ 1
    const files: Record<string, Uint8Array> = {
      'package-damaged flipped': flipped,
      'package-damaged cut': whole.slice(0, -1),
      'package-damaged longer': Uint8Array.of(...whole, 0),
      'package-damaged empty': new Uint8Array(),
      'package-unsigned another signature': signedByAnother(whole),
    }
    const before = stores.a.values.get('state')
    for (const [expected, bytes] of Object.entries(files)) {
      world.updatesOf('a').put('x.pkg', bytes)
      const found = codeOf(world.invokeAndRun('a', 'upload-update', { file: 'x.pkg' }))
      t.equal(found, expected.split(' ')[0], expected)
    }
    t.equal(codeOf(world.invokeAndRun('b', 'upload-update', { file })), 'package-for-another')
    t.equal(
      codeOf(world.invokeAndRun('a', 'upload-update', { file: 'none.pkg' })),
      'package-missing',
    )
    world.runFor(15 * 24 * hourMs)
    t.equal(codeOf(world.invokeAndRun('a', 'upload-update', { file })), 'package-expired')
    t.equal(stores.a.values.get('state'), before)
  },
)

t.test(
  'UPD-03: the licence agreement is shown with its version, and another one is not taken',
  async (t) => {
    const { world } = smallWorld({ software: { a: withKeys } })
    const { eula } = must(world.invokeAndRun('a', 'preview-update', { package: 'Bomgar-12.2.0' }))
    t.match(eula.text, /LICENCE AGREEMENT/)
    const given = (version: string) =>
      codeOf(world.invokeAndRun('a', 'install-update', { ...install, eula: version }))
    t.equal(given('2009-01'), 'eula-changed')
    t.equal(given(eula.version), 'ok')
    t.match(
      world.events.findLast(({ name }) => name === 'update-started'),
      { eula: eula.version },
    )
  },
)

t.test(
  'UPD-06: before an update its page says whom it cuts off, and meanwhile what is done',
  async (t) => {
    const { world } = smallWorld({
      software: { a: withKeys },
      clients: { representatives: 3, sessionEveryMs: 5_000 },
    })
    must(world.invokeAndRun('a', 'set-address-enabled', { address: '192.0.2.100', enabled: true }))
    world.commandAndRun('clients', { kind: 'start-clients', input: {} })
    world.runFor(minuteMs)
    t.match(must(world.invokeAndRun('a', 'preview-update', { package: 'Bomgar-12.2.0' })), {
      warning: /may disconnect users/,
      users: { consoles: 3 },
      advice: [],
    })
    must(world.invokeAndRun('a', 'install-update', install))
    const seen = [1, 5, 14, 26].map((minute, i, all) => {
      world.runFor((minute - (all[i - 1] ?? 0)) * minuteMs)
      const { installation } = world.status('a')
      return [installation?.step, installation?.done.length]
    })
    t.same(seen, [
      ['checking', 0],
      ['unpacking', 1],
      ['migrating', 2],
      ['switching', 3],
    ])
    world.runFor(10 * minuteMs)
    t.match(must(world.invokeAndRun('a', 'preview-update', { package: 'Bomgar-12.3.1' })), {
      advice: [/24 hours/],
    })
  },
)

t.test('UPD-08: a licence add-on cuts nobody off and is there at once', async (t) => {
  const small = smallWorld()
  const { world } = small
  const ordered = { appliance: 'a', licences: 5 }
  const { package: name } = network<NetworkOutputOf<'order-licences'>>(
    small,
    'order-licences',
    ordered,
  )
  t.match(must(world.invokeAndRun('a', 'preview-update', { package: name })).users, { consoles: 0 })
  must(world.invokeAndRun('a', 'install-update', { package: name, acceptEula: true }))
  t.match(world.status('a'), { state: 'serving', installation: null, base: '3.2.4' })
  t.notOk(world.events.some((event) => event.name === 'users-disconnected'))
  const { updates } = must(world.invokeAndRun('a', 'check-for-updates'))
  t.notOk(
    updates.some((one) => one.name === name),
    'it is no longer offered',
  )
  t.equal(
    codeOf(world.invokeAndRun('a', 'install-update', { package: name, acceptEula: true })),
    'not-offered',
    'nor does it add its licences twice',
  )
})

const base = { package: 'Base 3.3.2', acceptEula: true }

t.test(
  'UPD-07: a stalled Base must not be restarted; after that only support can repair it',
  async (t) => {
    const { world } = smallWorld()
    must(world.invokeAndRun('a', 'install-update', base))
    world.runFor(minuteMs)
    must(world.invokeAndRun('a', 'stall-installation'))
    world.runFor(24 * hourMs)
    t.match(world.status('a'), { state: 'maintenance', installation: { state: 'stalled' } })
    world.crash('a')
    world.restart('a')
    world.runFor(hourMs)
    t.match(world.status('a'), { base: '3.2.4', installation: { state: 'broken' } })
    t.equal(codeOf(world.invokeAndRun('a', 'sync-now')), 'needs-support')
    t.equal(world.host('a').portal().status, 503)
    must(world.invokeAndRun('a', 'repair-appliance'))
    t.match(world.status('a'), { base: '3.2.4', state: 'serving', installation: null })
    t.equal(codeOf(world.invokeAndRun('a', 'repair-appliance')), 'repair-not-needed')
  },
)

t.test('UPD-09: a full disk while unpacking leaves the old version, whole', async (t) => {
  const { world } = smallWorld()
  world.updatesOf('a').isFull = true
  must(world.invokeAndRun('a', 'install-update', base))
  world.runFor(hourMs)
  t.match(world.status('a'), { base: '3.2.4', state: 'serving', installation: null })
  t.match(
    world.events.findLast(({ name }) => name === 'update-interrupted'),
    {
      reason: /no space/,
    },
  )
  world.updatesOf('a').isFull = false
  must(world.invokeAndRun('a', 'install-update', base))
  world.runFor(hourMs)
  t.match(world.status('a'), { base: '3.3.2' })
})

t.test(
  'UPD-09: a death at any point of an installation leaves the old version or the new, whole',
  async (t) => {
    const outcomes = new Set<string>()
    for (let deaths = 0; ; deaths++) {
      const { world } = smallWorld({ software: { a: { base: '3.2.4', site: '10.5.2' } } })
      const rows = { sessions: 1_001, recordings: 0, recordingBytes: 1, seed: 'rows' }
      must(world.invokeAndRun('a', 'load-sample-data', rows))
      must(
        world.invokeAndRun('a', 'install-update', { package: 'Bomgar-10.6.1', acceptEula: true }),
      )
      let passed = 0
      let died = false
      world.host('a').dieAt(() => {
        died = passed++ === deaths
        return died
      })
      world.runFor(hourMs)
      world.host('a').dieAt(null)
      if (!world.host('a').running) world.restart('a')
      else {
        t.ok(deaths > 8, `${deaths} points were tried`)
        break
      }
      world.runFor(1_000)
      const { site, installation, sessions } = world.status('a')
      t.match({ installation, stored: sessions.stored }, { installation: null, stored: 1_001 })
      t.equal(world.updatesOf('a').leftovers.unpacked, null)
      outcomes.add(site)
    }
    t.same([...outcomes].sort(), ['10.5.2', '10.6.1'])
  },
)

t.test('UPD-02: from 10.2 to 12.2 a box walks its intermediate versions', async (t) => {
  const { world } = smallWorld({ software: { a: { base: '3.0.0', site: '10.2.0' } } })
  for (const name of [
    'Base 3.3.2',
    'Bomgar-10.4.1',
    'Bomgar-10.5.2',
    'Bomgar-10.6.1',
    'Bomgar-11.1.0',
    'Bomgar-12.2.0',
  ]) {
    if (name === 'Base 3.3.2')
      t.equal(codeOf(world.invokeAndRun('a', 'install-update', base)), 'requirement-not-met')
    if (name === 'Base 3.3.2') {
      must(world.invokeAndRun('a', 'install-update', { ...base, package: 'Base 3.2.4' }))
      world.runFor(hourMs)
    }
    must(world.invokeAndRun('a', 'install-update', { ...base, package: name }))
    world.runFor(hourMs)
  }
  t.match(world.status('a'), { base: '3.3.2', site: '12.2.0' })
  t.match(
    world.events.filter(({ name }) => name === 'stored-data-migrated'),
    { length: 1 },
  )
})
