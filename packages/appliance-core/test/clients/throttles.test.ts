import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

const upgrades = 'jump-clients.concurrent-upgrades-max'
const rate = 'jump-clients.connection-rate-max'

function throttled(settings: Readonly<Record<string, string>>, version = '11.1.0'): OneAppliance {
  const a = new OneAppliance({}, version)
  for (const [key, value] of Object.entries(settings)) a.invoke('set-setting', { key, value })
  return a
}

const afterMsOf = (a: OneAppliance, connection: string): number => {
  const [message] = a.told(connection)
  if (message?.type !== 'come-back') throw new Error(`it was told ${message?.type}`)
  return message.afterMs
}

t.test('CLI-03: both throttles are 50 unless set', async (t) => {
  const a = throttled({})
  const answers = Array.from({ length: 51 }, (_, i) => a.answer(a.hello('jump-client', `pc-${i}`)))
  t.same(answers.filter((answer) => answer === 'welcome').length, 50)
  t.equal(answers[50], 'connection-rate')
  const b = throttled({ [rate]: 'off' }, '12.2.0')
  const old = { version: '11.1.0' }
  const others = Array.from({ length: 51 }, (_, i) =>
    b.answer(b.hello('jump-client', `pc-${i}`, old)),
  )
  t.same(others.filter((answer) => answer === 'upgrade').length, 50)
  t.equal(others[50], 'concurrent-upgrades')
})

t.test('CLI-03: a throttle is a number in its range, or off', async (t) => {
  const a = throttled({})
  const outcome = (key: string, value: string) => {
    const done = a.invoke('set-setting', { key, value })
    return done.ok ? 'ok' : done.refusal.message
  }
  for (const [key, maximum] of [
    [upgrades, 500],
    [rate, 300],
  ] as const) {
    for (const good of ['1', '50', `${maximum}`, 'off']) t.equal(outcome(key, good), 'ok', good)
    for (const bad of ['0', `${maximum + 1}`, '', '-1', '1.5', '1e2', '050', 'OFF', 'many', ' 5'])
      t.equal(
        outcome(key, bad),
        `${key}: expected a whole number from 1 to ${maximum}, or off, found "${bad}".`,
      )
  }
  t.match(a.invoke('list-settings'), { value: { [upgrades]: 'off', [rate]: 'off' } })
})

t.test('CLI-03: beyond the connection rate everybody gets a second of his own', async (t) => {
  const a = throttled({ [rate]: '10' })
  const waiting = new Map<string, number>()
  const admitted: number[] = []
  const come = (name: string) => {
    const connection = a.hello('jump-client', name)
    if (a.answer(connection) === 'welcome') admitted.push(a.nowMs)
    else waiting.set(name, a.nowMs + afterMsOf(a, connection))
  }
  for (let i = 0; i < 500; i++) come(`pc-${i}`)
  t.equal(admitted.length, 10)
  const times = [...waiting.values()]
  t.equal(new Set(times).size, 490, 'no two of them at one moment')
  t.ok(Math.max(...times) - a.nowMs <= 50_000, 'no later than the rate takes')
  const deferrals = a.effects.filter((e) => e.kind === 'send-client').length
  for (const [name, atMs] of [...waiting].sort((x, y) => x[1] - y[1])) {
    waiting.delete(name)
    a.pass(atMs - a.nowMs)
    come(name)
  }
  t.equal(waiting.size, 0, 'who comes at his time is let in')
  t.equal(admitted.length, 500)
  const perSecond = new Map<number, number>()
  for (const atMs of admitted) {
    const second = Math.floor(atMs / 1_000)
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
  }
  t.equal(Math.max(...perSecond.values()), 10)
  t.ok(deferrals > 0)
})

t.test('CLI-03: who comes before his time is sent back to it', async (t) => {
  const a = throttled({ [rate]: '1' })
  a.hello('jump-client', 'first')
  const dueMs = a.nowMs + afterMsOf(a, a.hello('jump-client', 'second'))
  a.pass(100)
  t.equal(a.nowMs + afterMsOf(a, a.hello('jump-client', 'second')), dueMs)
  a.pass(dueMs - a.nowMs)
  t.equal(a.answer(a.hello('jump-client', 'second')), 'welcome')
})

t.test('CLI-03: at most so many upgrade at once; the others come later, apart', async (t) => {
  const a = throttled({ [upgrades]: '5', [rate]: 'off' }, '12.2.0')
  const old = { version: '11.1.0' }
  const connections = Array.from({ length: 100 }, (_, i) => a.hello('jump-client', `pc-${i}`, old))
  const granted = connections.filter((c) => a.answer(c) === 'upgrade')
  t.equal(granted.length, 5)
  const deferred = connections.filter((c) => !granted.includes(c))
  t.ok(deferred.every((c) => a.isClosed(c)))
  const times = deferred.map((c) => afterMsOf(a, c))
  t.equal(new Set(times).size, 95)
  t.same(
    times,
    [...times].sort((x, y) => x - y),
  )
  a.pass(10_000)
  t.equal(a.answer(a.hello('jump-client', 'pc-50', old)), 'concurrent-upgrades')
  a.close(granted[0] ?? '')
  t.equal(a.answer(a.hello('jump-client', 'pc-0', { version: '12.2.0' })), 'welcome')
  t.equal(a.answer(a.hello('jump-client', 'pc-50', old)), 'upgrade', 'a slot is free again')
  t.equal(a.answer(a.hello('jump-client', 'pc-51', old)), 'concurrent-upgrades')
})

t.test('CLI-03: a client that does not come back loses its slot after 120 s', async (t) => {
  const a = throttled({ [upgrades]: '1', [rate]: 'off' }, '12.2.0')
  const old = { version: '11.1.0' }
  const lost = a.hello('jump-client', 'lost', old)
  a.pass(300_000)
  t.equal(a.answer(a.hello('jump-client', 'next', old)), 'concurrent-upgrades', 'a slow download')
  a.close(lost)
  a.pass(119_000)
  t.equal(a.answer(a.hello('jump-client', 'next', old)), 'concurrent-upgrades')
  a.pass(2_000)
  t.equal(a.answer(a.hello('jump-client', 'next', old)), 'upgrade')
})

t.test('CLI-03: a download that broke begins again in the same slot', async (t) => {
  const a = throttled({ [upgrades]: '1', [rate]: 'off' }, '12.2.0')
  const old = { version: '11.1.0' }
  a.close(a.hello('jump-client', 'pc', old))
  a.pass(60_000)
  t.equal(a.answer(a.hello('jump-client', 'pc', old)), 'upgrade')
  a.pass(100_000)
  t.equal(a.answer(a.hello('jump-client', 'other', old)), 'concurrent-upgrades')
})

t.test(
  'CLI-03: a slot is nobody’s for ever, even where a broken connection is never seen',
  async (t) => {
    const a = throttled({ [upgrades]: '1', [rate]: 'off' }, '12.2.0')
    const old = { version: '11.1.0' }
    a.hello('jump-client', 'silent', old)
    a.pass(600_001)
    t.equal(a.answer(a.hello('jump-client', 'next', old)), 'upgrade')
  },
)

t.test(
  'CLI-03: who comes back from his upgrade is not held up by the connection rate',
  async (t) => {
    const a = throttled({ [rate]: '1' }, '12.2.0')
    a.close(a.hello('jump-client', 'pc', { version: '11.1.0' }))
    t.equal(a.answer(a.hello('jump-client', 'other')), 'connection-rate')
    t.equal(a.answer(a.hello('jump-client', 'pc', { version: '12.2.0' })), 'welcome')
  },
)

t.test('CLI-03: those sent away are told of once a minute, by reason', async (t) => {
  const a = throttled({ [upgrades]: '1', [rate]: '1' }, '12.2.0')
  const sinceMs = a.nowMs
  const old = { version: '11.1.0' }
  for (let i = 0; i < 4; i++) a.hello('jump-client', `old-${i}`, old)
  for (let i = 0; i < 3; i++) a.hello('jump-client', `new-${i}`, { version: '12.2.0' })
  a.pass(120_000)
  const laterMs = a.nowMs
  a.hello('jump-client', 'old-9', old)
  a.pass(120_000)
  const events = a.effects.flatMap((e) =>
    e.kind === 'record' && e.event.name === 'jump-clients-deferred' ? [e.event] : [],
  )
  t.same(events, [
    { name: 'jump-clients-deferred', count: 3, reason: 'concurrent-upgrades', sinceMs },
    { name: 'jump-clients-deferred', count: 3, reason: 'connection-rate', sinceMs },
    { name: 'jump-clients-deferred', count: 1, reason: 'concurrent-upgrades', sinceMs: laterMs },
  ])
})

t.test('CLI-03: with both throttles off everybody is served at once', async (t) => {
  const a = throttled({ [upgrades]: 'off', [rate]: 'off' }, '12.2.0')
  const answers = Array.from({ length: 2_000 }, (_, i) =>
    a.answer(a.hello('jump-client', `pc-${i}`, { version: '11.1.0' })),
  )
  t.ok(answers.every((answer) => answer === 'upgrade'))
})
