import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

t.test('CLI-01: licences limit how many consoles are logged in at once', async (t) => {
  const a = new OneAppliance({ licences: 2 })
  const first = a.hello('console', 'ana')
  a.hello('console', 'rui')
  const third = a.hello('console', 'eva')
  t.match(a.told(third), [
    { type: 'refused', code: 'no-licence', message: 'All 2 licences of the site are in use.' },
  ])
  t.ok(a.isClosed(third))
  a.close(first)
  t.equal(a.answer(a.hello('console', 'eva')), 'welcome')
  t.equal(a.answer(a.hello('customer', 'c')), 'welcome', 'customers need none')
})

t.test('CLI-01: a second login of one name ends the first, and its session', async (t) => {
  const a = new OneAppliance({ licences: 1 })
  const first = a.hello('console', 'ana')
  const customer = a.hello('customer', 'c')
  a.say(customer, { type: 'request-session', externalKey: 'k', customer: 'c', issue: '' })
  const second = a.hello('console', 'ana')
  t.equal(a.answer(second), 'welcome')
  t.match(a.told(first).at(-1), { type: 'closing' })
  t.ok(a.isClosed(first))
  t.match(a.told(customer).at(-1), { type: 'session-cut', externalKey: 'k' })
  a.close(first)
  t.match(a.invoke('status'), { value: { users: { consoles: 1, customers: 1 } } })
  t.match(a.store.totals(), { sessions: 1 })
})

t.test('CLI-05: a provider login needs a connection agent of the site’s version', async (t) => {
  const a = new OneAppliance()
  const login = () => a.answer(a.hello('console', 'ana', { provider: true }))
  t.equal(login(), 'security-provider-unavailable')
  t.equal(a.answer(a.hello('connection-agent', 'old', { version: '10.6.1' })), 'client-outdated')
  t.equal(login(), 'security-provider-unavailable')
  const agent = a.hello('connection-agent', 'agent')
  t.equal(a.answer(agent), 'welcome')
  t.equal(login(), 'welcome')
  a.close(agent)
  t.equal(login(), 'security-provider-unavailable')
  t.equal(a.answer(a.hello('console', 'rui')), 'welcome', 'local accounts do not need it')
})

t.test('CLI-05: an update leaves connection agents outdated until installed by hand', async (t) => {
  const a = new OneAppliance()
  a.hello('connection-agent', 'agent')
  a.update('Bomgar-12.2.0')
  t.equal(a.answer(a.hello('connection-agent', 'agent')), 'client-outdated')
  const provider = () => a.answer(a.hello('console', 'ana', { provider: true, version: '12.2.0' }))
  t.equal(provider(), 'security-provider-unavailable')
  a.hello('connection-agent', 'agent', { version: '12.2.0' })
  t.equal(provider(), 'welcome')
})

t.test(
  'CLI-01: sessions go to the console of the site’s version that was free longest',
  async (t) => {
    const a = new OneAppliance({ licences: 5 })
    const old = a.hello('console', 'old', { version: '10.6.1' })
    const reps = ['ana', 'rui'].map((name) => a.hello('console', name))
    const ask = (key: string) => {
      const customer = a.hello('customer', key)
      a.say(customer, { type: 'request-session', externalKey: key, customer: key, issue: '' })
    }
    for (const key of ['1', '2', '3']) ask(key)
    const joined = (connection = '') =>
      a.told(connection).flatMap((m) => (m.type === 'session-joined' ? [m.externalKey] : []))
    t.same([old, ...reps].map(joined), [[], ['1'], ['2']])
    const [second] = a.told(reps[1] ?? '').flatMap((m) => (m.type === 'session-joined' ? [m] : []))
    a.say(reps[1] ?? '', { type: 'end-session', lsid: second?.lsid ?? '' })
    t.same(reps.map(joined), [['1'], ['2', '3']])
  },
)

t.test('CLI-03: a console asks for its lists, and hears how long they are', async (t) => {
  const a = new OneAppliance()
  for (const name of ['j1', 'j2']) a.hello('jump-client', name)
  const console = a.hello('console', 'ana')
  a.say(console, { type: 'refresh' })
  t.match(a.told(console).at(-1), { type: 'refreshed', jumpClients: 2 })
  const customer = a.hello('customer', 'c')
  a.say(customer, { type: 'refresh' })
  t.match(a.told(customer).at(-1), { type: 'refused', code: 'protocol-error' })
})

t.test(
  'CLI-03: a Jump Client that is called has a session like a customer, a probe has none',
  async (t) => {
    const a = new OneAppliance()
    const console = a.hello('console', 'ana')
    const ask = { type: 'request-session', customer: 'c', issue: 'Can it be reached?' } as const
    const jumpClient = a.hello('jump-client', 'j1')
    a.say(jumpClient, { ...ask, externalKey: '1' })
    t.match(a.told(jumpClient).at(-1), { type: 'session-joined', externalKey: '1' })
    t.match(a.told(console).at(-1), { type: 'session-joined', externalKey: '1' })
    const probe = a.hello('probe', 'p')
    a.say(probe, { ...ask, externalKey: '2' })
    t.match(a.told(probe).at(-1), { type: 'refused', code: 'protocol-error' })
  },
)

t.test('CLI-04: a console does not check in, nor does a customer', async (t) => {
  const a = new OneAppliance()
  for (const kind of ['console', 'customer'] as const) {
    const client = a.hello(kind, kind)
    a.say(client, { type: 'statistics' })
    t.match(a.told(client).at(-1), { type: 'refused', code: 'protocol-error' }, kind)
  }
})

t.test('CLI-02: the console of an available update can be fetched before it', async (t) => {
  const a = new OneAppliance({ packageBytes: 77 })
  const fetch = (name: string) => a.invoke('download-console-installer', { package: name })
  t.match(fetch('Bomgar-12.2.0'), {
    ok: true,
    value: { version: '12.2.0', fileName: 'bomgar-rep-12.2.0.msi', sizeBytes: 77 },
  })
  t.match(fetch('Bomgar-12.2.1'), {
    refusal: { code: 'unknown-package', message: /Did you mean "Bomgar-12.2.0"/ },
  })
  for (const none of ['Base 4.0.0', 'Bomgar-11.1.0', 'Bomgar-10.6.1'])
    t.match(fetch(none), { refusal: { code: 'unknown-package' } }, none)
})
