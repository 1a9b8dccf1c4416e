import {
  limits,
  linkProtocol,
  type OperationName,
  type UnstampedLinkMessage,
} from '@understudy/shared'
import t from 'tap'
import { OneAppliance } from './support/one-appliance.ts'
import { PairedAppliance } from './support/paired-appliance.ts'

type EstablishRequest = Extract<UnstampedLinkMessage, { type: 'establish-request' }>

const strangers: readonly (readonly [id: string, code: string, Partial<EstablishRequest>])[] = [
  ['FO-03', 'different-site', { siteHostname: 'help.example.net' }],
  ['FO-03', 'unsupported-protocol', { protocol: linkProtocol + 1 }],
  ['FO-05', 'different-package', { build: 1 }],
  ['FO-03', 'own-address', { guid: 'a'.repeat(32) }],
]

for (const [id, code, strange] of strangers)
  t.test(`${id}: a relationship is refused to a peer that is no pair: ${code}`, async (t) => {
    const paired = new PairedAppliance()
    paired.relationship = 'c'.repeat(32)
    paired.link = paired.accept()
    paired.say({ ...paired.establishRequest(), ...strange })
    t.match(paired.said('establish-refused'), [{ code }])
    t.notOk(paired.one.effects.some((e) => e.kind === 'dial'))
  })

t.test('FO-03: a peer of another protocol is not greeted in a relationship either', async (t) => {
  const paired = PairedAppliance.backup()
  const { relationship } = paired
  const hello = { ...paired.identity('primary', 1), relationship, vector: [] }
  paired.link = paired.accept()
  paired.say({ type: 'hello', ...hello, protocol: linkProtocol + 1 })
  t.match(paired.said('hello-refused'), [{ code: 'unsupported-protocol' }])
})

t.test('FO-03: one relationship is established at a time', async (t) => {
  const { one } = new PairedAppliance()
  const input = {
    peerHost: '192.0.2.11',
    peerPort: 443,
    reverseHost: '192.0.2.10',
    reversePort: 443,
  }
  const first = one.ask('establish-relationship', input)
  t.match(one.invoke('establish-relationship', input), {
    refusal: { code: 'establishing-under-way' },
  })
  t.equal(one.answerTo(first), undefined, 'the first goes on')
  t.equal(one.effects.filter((e) => e.kind === 'dial').length, 1)
})

t.test('FO-10: in a swap nothing else is changed, and no client is let in', async (t) => {
  const { one } = PairedAppliance.primary()
  const swap = one.ask('become-backup')
  t.equal(one.answerTo(swap), undefined)
  t.match(one.invoke('set-setting', { key: 'k', value: 'v' }), {
    refusal: { code: 'swap-under-way' },
  })
  t.equal(one.answer(one.hello('console', 'ana')), 'swap-under-way')
})

t.test('SEC-03: settings are bounded in number', async (t) => {
  const many = new OneAppliance()
  many.store.begin()
  for (let i = 0; i < limits.settingsMax; i++)
    many.store.settings.put({ key: `k${i}`, value: '', revision: i })
  many.store.commit()
  t.match(many.invoke('set-setting', { key: 'one-more', value: '' }), {
    refusal: { code: 'too-many-settings' },
  })
  t.match(many.invoke('set-setting', { key: 'k1', value: 'changed' }), { ok: true })
})

t.test('SEC-03: nobody tells of a session that is not theirs', async (t) => {
  const one = new OneAppliance()
  const rep = one.hello('console', 'ana')
  const customer = one.hello('customer', 'c')
  one.say(customer, { type: 'request-session', externalKey: 'x', customer: 'c', issue: '' })
  const lsid = one.told(rep).flatMap((said) => ('lsid' in said ? [said.lsid] : []))[0] ?? ''
  const other = one.hello('console', 'ben')
  one.say(other, { type: 'end-session', lsid })
  t.match(one.told(other).at(-1), { type: 'refused', code: 'no-such-session' })
  t.equal(one.status().sessions.active, 1)
})

t.test(
  'API-03: nobody joins a session that is not there, nor is logged out who is not',
  async (t) => {
    const one = new OneAppliance()
    one.hello('console', 'ana')
    t.match(one.invoke('join-session', { lsid: 'none', representative: 'ana' }), {
      refusal: { code: 'no-such-session' },
    })
    t.match(one.invoke('log-out-representative', { representative: 'eva' }), {
      refusal: { code: 'representative-unavailable' },
    })
  },
)

t.test('UPD-06: no client is let in while the appliance installs', async (t) => {
  const one = new OneAppliance()
  one.invoke('install-update', { package: 'Bomgar-12.2.0', acceptEula: true })
  t.equal(one.answer(one.hello('console', 'ana')), 'in-maintenance')
})

t.test('CLI-07: a connection says hello once', async (t) => {
  const one = new OneAppliance()
  const rep = one.hello('console', 'ana')
  one.say(rep, { type: 'hello', kind: 'console', name: 'eva', version: '11.1.0' })
  t.match(one.told(rep).at(-1), { type: 'refused', code: 'protocol-error' })
  t.match(one.status().users, { consoles: 1 })
})

t.test('CLI-07: a customer asks for one session at a time, and nobody else for any', async (t) => {
  const one = new OneAppliance()
  const ask = (client: string, externalKey: string): void =>
    one.say(client, { type: 'request-session', externalKey, customer: 'c', issue: '' })
  const refused = { type: 'refused', code: 'protocol-error' }
  const customer = one.hello('customer', 'c')
  ask(customer, 'first')
  ask(customer, 'while it waits')
  t.match(one.told(customer).at(-1), refused)
  const rep = one.hello('console', 'ana')
  t.match(one.told(customer).at(-1), { type: 'session-joined', externalKey: 'first' })
  ask(customer, 'in a session')
  t.match(one.told(customer).at(-1), refused)
  ask(rep, 'of a console')
  t.match(one.told(rep).at(-1), refused)
  t.match(one.status().sessions, { active: 1, waiting: 0 })
})

t.test('FO-07: without a relationship there is nothing to sync, break or swap', async (t) => {
  const one = new OneAppliance()
  for (const operation of ['sync-now', 'break-relationship', 'become-backup'] as const)
    t.match(one.invoke(operation), { refusal: { code: 'no-relationship' } }, operation)
})

t.test('NET-01: only an address of its own can be enabled', async (t) => {
  const one = new OneAppliance()
  const input = { address: '192.0.2.77', enabled: true }
  t.match(one.invoke('set-address-enabled', input), { refusal: { code: 'unknown-address' } })
  t.notOk(one.effects.some((e) => e.kind === 'claim-address' && e.address === input.address))
})

t.test('FO-02: without a pre-shared key nobody is asked', async (t) => {
  const one = new OneAppliance()
  const input = { peerHost: 'b.example.com', peerPort: 443, reverseHost: 'a', reversePort: 443 }
  t.match(one.invoke('establish-relationship', input), { refusal: { code: 'no-pre-shared-key' } })
})

t.test('FO-02: what has no key proves none', async (t) => {
  const one = new OneAppliance()
  const nonce = '00'.repeat(16)
  t.match(one.invoke('prove-pre-shared-key', { nonce }), { refusal: { code: 'no-pre-shared-key' } })
  t.match(one.invoke('prove-pre-shared-key', { nonce: 'short' }), {
    refusal: { code: 'invalid-input' },
  })
})

t.test('FO-03: it is not its own backup', async (t) => {
  const { one } = new PairedAppliance()
  const input = {
    peerHost: '192.0.2.10',
    peerPort: 443,
    reverseHost: '192.0.2.10',
    reversePort: 443,
  }
  t.match(one.invoke('establish-relationship', input), {
    refusal: {
      code: 'own-address',
      details: { field: 'New Backup Site host name', found: '192.0.2.10' },
    },
  })
})

for (const [what, operation, input] of [
  ['installs', 'install-update', { package: 'Bomgar-12.2.0', acceptEula: true }],
  [
    'establishes another relationship',
    'establish-relationship',
    { peerHost: '192.0.2.12', peerPort: 443, reverseHost: '192.0.2.10', reversePort: 443 },
  ],
] as const)
  t.test(`FO-03: who ${what} is busy`, async (t) => {
    const paired = new PairedAppliance()
    paired.one.ask(operation, input)
    paired.relationship = 'c'.repeat(32)
    paired.link = paired.accept()
    paired.say(paired.establishRequest())
    t.match(paired.said('establish-refused'), [{ code: 'peer-busy' }])
  })

t.test('WEB-06: an operation that nobody knows is refused with the nearest name', async (t) => {
  const one = new OneAppliance()
  t.match(one.answerTo(one.ask('sync-nov' as OperationName)), {
    refusal: { code: 'unknown-operation', details: { operation: 'sync-nov', nearest: 'sync-now' } },
  })
})

t.test('UPD-01: a package that nobody knows is refused with the nearest name', async (t) => {
  const one = new OneAppliance()
  const input = { package: 'Bomgar-12.2.1', acceptEula: true }
  const refused = { refusal: { code: 'unknown-package', details: { nearest: 'Bomgar-12.2.0' } } }
  t.match(one.invoke('install-update', input), refused)
  t.match(one.invoke('preview-update', { package: 'Bomgar-12.2.1' }), refused)
  t.equal(one.status().state, 'serving')
})
