import type { Outcome } from '@understudy/shared'
import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

interface Page {
  readonly jumpClients: readonly { readonly name: string }[]
  readonly next: string | null
}

const off = (a: OneAppliance) => {
  for (const key of ['concurrent-upgrades-max', 'connection-rate-max'])
    a.invoke('set-setting', { key: `jump-clients.${key}`, value: 'off' })
}

t.test('CLI-03: a Jump Client of the site’s version is welcomed and listed', async (t) => {
  const a = new OneAppliance()
  const active = a.hello('jump-client', 'pc-1', { mode: 'active' })
  const passive = a.hello('jump-client', 'pc-2', { mode: 'passive' })
  const point = a.hello('jumpoint', 'point-1')
  t.same(
    [active, passive, point].map((c) => a.answer(c)),
    ['welcome', 'welcome', 'welcome'],
  )
  a.close(passive)
  t.match(a.invoke('status'), {
    value: { jumpClients: { known: 3, online: 2, upgradePending: 0, stranded: 0 } },
  })
  const lastCheckInMs = a.nowMs
  t.same(a.invoke('list-jump-clients'), {
    ok: true,
    value: {
      jumpClients: [
        ['pc-1', 'jump-client', 'active', 'online'],
        ['pc-2', 'jump-client', 'passive', 'offline'],
        ['point-1', 'jumpoint', 'active', 'online'],
      ].map(([name, kind, mode, state]) => ({
        ...{ name, kind, mode, version: '11.1.0', state, detail: 'up-to-date', lastCheckInMs },
      })),
      next: null,
    },
  })
})

t.test('CLI-04: the list is read page by page', async (t) => {
  const a = new OneAppliance()
  off(a)
  for (let i = 0; i < 25; i++) a.hello('jump-client', `pc-${100 + i}`)
  const names: string[] = []
  let after: string | null = ''
  for (let pages = 0; after !== null; pages++) {
    const page: Outcome<Page> = a.invoke<Page>(
      'list-jump-clients',
      after === '' ? { limit: 10 } : { limit: 10, after },
    )
    if (!page.ok || pages > 3) throw new Error('no more pages were expected')
    names.push(...page.value.jumpClients.map((one) => one.name))
    after = page.value.next
  }
  t.same(
    names,
    Array.from({ length: 25 }, (_, i) => `pc-${100 + i}`),
  )
})

t.test('CLI-03: after an update it gets the new version at its first check-in', async (t) => {
  const a = new OneAppliance({ packageBytes: 4_711 })
  a.hello('jump-client', 'pc-1')
  const before = a.nowMs
  a.pass(10_000)
  a.update('Bomgar-12.2.0')
  t.match(a.invoke('status'), { value: { jumpClients: { upgradePending: 1, online: 0 } } })
  const old = a.hello('jump-client', 'pc-1')
  t.same(a.told(old), [{ type: 'upgrade', version: '12.2.0', sizeBytes: 4_711 }])
  t.notOk(a.isClosed(old))
  a.say(old, { type: 'statistics' })
  t.match(a.told(old).at(-1), { type: 'refused', code: 'login-required' })
  const row = (fields: object) => ({ value: { jumpClients: [fields] } })
  t.match(
    a.invoke('list-jump-clients'),
    row({ state: 'offline', detail: 'upgrade-pending', lastCheckInMs: before }),
    'a download is no check-in',
  )
  a.close(old)
  a.pass(15_000)
  t.equal(a.answer(a.hello('jump-client', 'pc-1', { version: '12.2.0' })), 'welcome')
  t.match(
    a.invoke('list-jump-clients'),
    row({ state: 'online', detail: 'up-to-date', lastCheckInMs: a.nowMs }),
  )
})

t.test('UPD-08: who missed too many versions is stranded, and seen in the list', async (t) => {
  const a = new OneAppliance({ versionsMissedMax: 1 }, '12.2.0')
  off(a)
  t.equal(a.answer(a.hello('jump-client', 'one-missed', { version: '11.1.0' })), 'upgrade')
  const two = a.hello('jump-client', 'two-missed', { version: '10.6.1' })
  t.match(a.told(two), [
    { type: 'refused', code: 'client-too-old', message: /10\.6\.1.*1 versions/ },
  ])
  t.ok(a.isClosed(two))
  t.match(a.invoke('status'), {
    value: { jumpClients: { known: 2, upgradePending: 1, stranded: 1 } },
  })
  t.match(a.invoke('list-jump-clients'), {
    value: {
      jumpClients: [
        { name: 'one-missed', detail: 'upgrade-pending' },
        { name: 'two-missed', detail: 'stranded', lastCheckInMs: null },
      ],
    },
  })
  t.equal(a.answer(a.hello('jump-client', 'two-missed', { version: '12.2.0' })), 'welcome')
  t.match(a.invoke('status'), { value: { jumpClients: { stranded: 0 } } }, 'redeployed by hand')
})

t.test('a client that was updated elsewhere does not work with an older site', async (t) => {
  const a = new OneAppliance()
  for (const kind of ['jump-client', 'jumpoint', 'button'] as const)
    t.equal(a.answer(a.hello(kind, 'early', { version: '12.2.0' })), 'client-outdated', kind)
})

t.test('CLI-06: a starter licence knows 25 Jump Clients and Jumpoints', async (t) => {
  const a = new OneAppliance({ starter: true })
  for (let i = 0; i < 24; i++) a.close(a.hello('jump-client', `pc-${i}`))
  t.equal(a.answer(a.hello('jumpoint', 'point')), 'welcome')
  const over = a.hello('jump-client', 'one too many')
  t.match(a.told(over), [
    {
      code: 'jump-client-limit',
      message: 'The total number of deployable Jump Clients for this site has been reached.',
    },
  ])
  t.equal(a.answer(a.hello('jumpoint', 'one too many')), 'jump-client-limit')
  t.equal(a.answer(a.hello('jump-client', 'pc-3')), 'welcome', 'the known ones are let in')
})

t.test(
  'CLI-05: Buttons update at first use, Jumpoints by themselves; old installers are refused',
  async (t) => {
    const a = new OneAppliance({}, '12.2.0')
    for (const key of ['concurrent-upgrades-max', 'connection-rate-max'])
      a.invoke('set-setting', { key: `jump-clients.${key}`, value: '1' })
    a.hello('jump-client', 'takes the only turn', { version: '11.1.0' })
    for (const kind of ['button', 'jumpoint'] as const)
      for (const name of ['1', '2', '3']) {
        const old = a.hello(kind, `${kind}-${name}`, { version: '11.1.0' })
        t.match(
          a.told(old),
          [{ type: 'upgrade', version: '12.2.0' }],
          'the throttles are not for it',
        )
        a.close(old)
        t.equal(a.answer(a.hello(kind, `${kind}-${name}`, { version: '12.2.0' })), 'welcome')
      }
    const expired = a.hello('installer', 'i', { version: '11.1.0' })
    t.match(a.told(expired), [{ code: 'installer-expired', message: /11\.1\.0.*12\.2\.0/ }])
    t.equal(a.answer(a.hello('installer', 'i', { version: '12.2.0' })), 'welcome')
    t.equal(a.answer(a.hello('poller', 'p', { version: '10.5.2' })), 'welcome')
  },
)

t.test('CLI-04: the exported list tells every client’s state and date', async (t) => {
  const a = new OneAppliance()
  a.hello('jump-client', 'plain')
  a.close(a.hello('jump-client', '=cmd|"x", y', { mode: 'passive' }))
  a.hello('jump-client', 'stale', { version: '10.5.2' })
  t.same(a.invoke('export-jump-clients'), {
    ok: true,
    value: {
      count: 3,
      csv: [
        'Name,Kind,Connection Type,Version,Status,Status Details,Last Check-In',
        `"'=cmd|""x"", y",jump-client,passive,11.1.0,offline,up-to-date,2012-11-03T22:00:00Z`,
        'plain,jump-client,active,11.1.0,online,up-to-date,2012-11-03T22:00:00Z',
        'stale,jump-client,active,10.5.2,offline,upgrade-pending,never',
        '',
      ].join('\r\n'),
    },
  })
})

t.test('SYN-06: thousands of check-ins are a few transactions, and all are stored', async (t) => {
  const a = new OneAppliance()
  off(a)
  const connections = Array.from({ length: 5_000 }, (_, i) => {
    a.nowMs += 1
    return a.hello('jump-client', `pc-${i}`)
  })
  t.equal(a.listWrites, 0, 'nobody waits for the disk')
  a.pass(2_100)
  t.equal(a.listWrites, 3)
  t.equal(a.store.jumpClients.page('', 10_000).length, 5_000)
  const checkIn = () => {
    for (const connection of connections) a.say(connection, { type: 'statistics' })
    t.match(a.told(connections[0] ?? '').at(-1), { type: 'checked-in' })
    a.pass(5_000)
  }
  checkIn()
  t.equal(a.listWrites, 3, 'a check-in within a minute is not noted')
  a.pass(60_000)
  checkIn()
  t.equal(a.listWrites, 6)
  t.ok(a.store.jumpClients.page('', 1)[0]?.lastCheckInMs ?? 0 > a.nowMs - 6_000)
})

t.test('CLI-04: the list survives a restart, and what a stop left to write', async (t) => {
  const a = new OneAppliance()
  a.hello('jump-client', 'pc-1')
  a.give({ kind: 'stopping' })
  const again = new OneAppliance({}, '11.1.0', a.store)
  t.match(again.invoke('status'), { value: { jumpClients: { known: 1, online: 0 } } })
})
