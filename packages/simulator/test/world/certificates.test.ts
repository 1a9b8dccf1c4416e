import type { OutputOf } from '@understudy/shared'
import t, { type Test } from 'tap'
import type { World } from '../../src/index.ts'
import {
  addresses,
  codeOf,
  establishedWorld,
  must,
  type PairName,
  smallWorld,
  syncNow,
} from '../support/small-world.ts'

const passphrase = 'a passphrase that nobody guesses'
const dayMs = 86_400_000

const listOf = (world: World, on: PairName) =>
  must(world.invokeAndRun(on, 'list-certificates')) as OutputOf<'list-certificates'>

/** Carries a file from one box to the other, as an administrator does. */
function carry(world: World, from: PairName, file: string, to: PairName): string {
  const bytes = world.host(from).files?.get(file)
  const there = bytes === undefined ? undefined : world.host(to).files?.put(bytes)
  if (there === undefined) throw new Error(`no file ${file} on ${from}`)
  return there
}

function exported(world: World, input: object, from: PairName = 'a'): string {
  const made = must(world.invokeAndRun(from, 'export-certificate', input))
  return (made as OutputOf<'export-certificate'>).file
}

t.test(
  'CRT-01: the list shows whom a certificate is for, until when, and where it is served',
  async (t) => {
    const { world } = smallWorld()
    const startedMs = world.nowMs
    t.match(listOf(world, 'a').certificates, [
      {
        certificate: 'factory',
        kind: 'certificate',
        issuedTo: 'a.support.example.com',
        facts: { issuedBy: 'Understudy lab lab', selfSigned: false, chainComplete: true },
        warnings: [],
        addresses: ['192.0.2.10', '192.0.2.100'],
      },
    ])
    const made = must(
      world.invokeAndRun('a', 'create-self-signed-certificate', {
        names: ['*.support.example.com'],
      }),
    )
    t.match(made, { certificate: 'certificate-1', warnings: ['wrong-name', 'self-signed'] })
    const own = listOf(world, 'a').certificates[1]
    t.match(own, { issuedTo: '*.support.example.com', addresses: [] })
    t.ok((own?.facts?.validFromMs ?? 0) >= startedMs)
    const asked = must(world.invokeAndRun('a', 'create-certificate-request', { names: ['x.test'] }))
    t.match(asked, { certificate: 'certificate-2' })
    t.match(listOf(world, 'a').certificates[2], {
      kind: 'request',
      issuedTo: 'x.test',
      facts: null,
    })
    t.equal(
      codeOf(
        world.invokeAndRun('a', 'assign-certificate', {
          certificate: 'certificate-2',
          address: addresses.a,
        }),
      ),
      'certificate-not-issued',
    )
  },
)

t.test(
  'CRT-01: a certificate goes with key and chain from one box to the other, and is assigned there',
  async (t) => {
    const { world } = smallWorld()
    const file = exported(world, { certificate: 'factory', passphrase })
    const there = carry(world, 'a', file, 'b')
    const upload = (input: object) =>
      world.invokeAndRun('b', 'import-certificate', { file: there, ...input })
    t.equal(codeOf(upload({})), 'passphrase-needed')
    t.equal(codeOf(upload({ passphrase: 'another' })), 'wrong-passphrase')
    t.equal(listOf(world, 'b').certificates.length, 1, 'nothing has changed')
    t.match(must(upload({ passphrase })), { issuedTo: 'a.support.example.com', warnings: [] })
    t.equal(codeOf(upload({ passphrase })), 'certificate-exists')
    const certificate = 'certificate-1'
    const assign = (address: string, id = certificate) =>
      world.invokeAndRun('b', 'assign-certificate', { certificate: id, address })
    t.equal(codeOf(assign('192.0.2.77')), 'unknown-address')
    t.equal(codeOf(assign(addresses.b, 'certificate-9')), 'no-such-certificate')
    must(assign('192.0.2.100'))
    t.match(world.host('b').certificateAt('192.0.2.100'), { issuedTo: 'a.support.example.com' })
    t.equal(world.host('b').certificateAt(addresses.b), null)
    t.equal(
      codeOf(world.invokeAndRun('b', 'remove-certificate', { certificate })),
      'certificate-in-use',
    )
    world.host('b').crash()
    world.host('b').start()
    world.runFor(1_000)
    t.match(world.host('b').certificateAt('192.0.2.100'), { issuedTo: 'a.support.example.com' })
    must(assign('192.0.2.100', 'factory'))
    t.equal(world.host('b').certificateAt('192.0.2.100'), null)
    must(world.invokeAndRun('b', 'remove-certificate', { certificate }))
    t.equal(
      codeOf(world.invokeAndRun('b', 'remove-certificate', { certificate })),
      'no-such-certificate',
    )
    const factory = { certificate: 'factory' }
    t.equal(codeOf(world.invokeAndRun('b', 'remove-certificate', factory)), 'certificate-stays')
  },
)

t.test('CRT-01: an export without a passphrase says loudly what is in the file', async (t) => {
  const { world } = smallWorld()
  const asked = (input: object) =>
    must(world.invokeAndRun('a', 'export-certificate', { certificate: 'factory', ...input }))
  t.match(asked({}), { encrypted: false, warning: /PRIVATE KEY .* WITHOUT A PASSPHRASE/ })
  t.match(asked({ passphrase }), { encrypted: true, warning: '' })
  t.match(asked({ privateKey: false }), { encrypted: false, warning: '' })
})

t.test('CRT-02: rows warn of what is expired, lacks its chain or has no key', async (t) => {
  const { world } = smallWorld()
  const bare = carry(world, 'a', exported(world, { certificate: 'factory', chain: false }), 'b')
  t.match(must(world.invokeAndRun('b', 'import-certificate', { file: bare })), {
    warnings: ['no-chain'],
  })
  const keyless = exported(world, { certificate: 'factory', privateKey: false })
  const file = carry(world, 'a', keyless, 'b')
  t.equal(codeOf(world.invokeAndRun('b', 'import-certificate', { file })), 'certificate-exists')
  must(world.invokeAndRun('b', 'remove-certificate', { certificate: 'certificate-1' }))
  t.equal(
    codeOf(world.invokeAndRun('b', 'import-certificate', { file })),
    'certificate-key-missing',
  )
  world.host('a').clock.jump(380 * dayMs)
  t.same(listOf(world, 'a').certificates[0]?.warnings, ['expires-soon'])
  world.host('a').clock.jump(20 * dayMs)
  t.same(listOf(world, 'a').certificates[0]?.warnings, ['expired'])
})

t.test('SYN-01, BAK-01: certificates are in no sync and in no backup', async (t) => {
  const { world } = establishedWorld()
  must(world.invokeAndRun('a', 'create-self-signed-certificate', { names: ['secret.example.com'] }))
  syncNow(world, 'b')
  t.equal(listOf(world, 'b').certificates.length, 1)
  const backup = must(world.invokeAndRun('a', 'download-backup', { loggedHistory: true }))
  const bytes = world.host('a').files?.get((backup as OutputOf<'download-backup'>).file)
  t.notMatch(Buffer.from(bytes ?? []).toString('latin1'), 'secret.example.com')
})

t.test(
  'CRT-01: a box that is killed while it imports has the certificate whole or not at all',
  async (t) => {
    for (const point of ['before-commit', 'after-commit'] as const) {
      const { world } = smallWorld()
      const file = carry(world, 'a', exported(world, { certificate: 'factory' }), 'b')
      let commits = 0
      world.host('b').dieAt((at) => at === point && ++commits === 2)
      world.invokeAndRun('b', 'import-certificate', { file })
      world.host('b').dieAt(null)
      t.notOk(world.host('b').running, 'it died')
      world.host('b').start()
      world.runFor(1_000)
      const expected = point === 'before-commit' ? ['factory'] : ['factory', 'certificate-1']
      t.same(
        listOf(world, 'b').certificates.map(({ certificate }) => certificate),
        expected,
      )
    }
  },
)

t.test(
  'CRT-01: no more are kept than there is room for; a certificate takes its request’s place',
  async (t) => {
    const { world } = smallWorld()
    const names = ['a.support.example.com']
    for (let i = 0; i < 20; i++)
      must(world.invokeAndRun('a', 'create-certificate-request', { names }))
    for (const operation of [
      'create-certificate-request',
      'create-self-signed-certificate',
    ] as const)
      t.equal(codeOf(world.invokeAndRun('a', operation, { names })), 'too-many-certificates')
    const file = carry(world, 'b', exported(world, { certificate: 'factory' }, 'b'), 'a')
    t.equal(
      codeOf(world.invokeAndRun('a', 'import-certificate', { file })),
      'too-many-certificates',
    )
  },
)

/** What that box's clients see once it shows a certificate that was made of its own in this way, until it shows its own. */
function seenWith(t: Test, change: (world: World) => string): readonly string[] {
  const clients = { representatives: 2 }
  const { world } = establishedWorld({ clients })
  must(world.invokeAndRun('a', 'set-address-enabled', { address: '192.0.2.100', enabled: true }))
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  world.runFor(5_000)
  const certificate = change(world)
  const address = '192.0.2.100'
  must(world.invokeAndRun('a', 'assign-certificate', { certificate, address }))
  const before = world.events.length
  world.runFor(5_000)
  const { trouble } = world.status('a').certificates
  must(world.invokeAndRun('a', 'assign-certificate', { certificate: 'factory', address }))
  world.runFor(5_000)
  t.equal(world.status('a').certificates.trouble, '')
  const seen = world.events.slice(before).flatMap((event) => {
    if (event.name === 'outage-began') return [`down: ${event.reason}`]
    return event.name === 'outage-ended' ? ['up'] : []
  })
  return [trouble, ...seen]
}

const selfSigned = (names: readonly string[]) => (world: World) =>
  (
    must(world.invokeAndRun('a', 'create-self-signed-certificate', { names })) as {
      certificate: string
    }
  ).certificate

t.test(
  'CRT-02: clients that check refuse a certificate that is not right, and come back when it is',
  async (t) => {
    t.same(seenWith(t, selfSigned(['support.example.com'])), [
      '192.0.2.100: is signed by nobody but itself',
      'down: certificate',
      'up',
    ])
    t.same(
      seenWith(t, (world) => {
        const file = carry(world, 'b', exported(world, { certificate: 'factory' }, 'b'), 'a')
        return (
          must(world.invokeAndRun('a', 'import-certificate', { file })) as { certificate: string }
        ).certificate
      }),
      [''],
      'the other box’s is right for the site',
    )
  },
)
