import { type LabCommand, resolveClients } from '@understudy/shared'
import t from 'tap'
import { populationConfig, startsAtMs, TinyWorld } from './support/tiny-world.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

function worldOf(clients = {}): TinyWorld {
  const world = new TinyWorld(populationConfig({ sessionEveryMs: 1e12, ...clients }))
  world.command({ kind: 'start-clients', input: {} })
  return world
}

const jumpClients = (config: object) =>
  resolveClients({ representatives: 0, jumpClients: config }).jumpClients

const logInAgain = { kind: 'log-in-again', input: {} } as const
const checkIn = { kind: 'check-in', input: {} } as const

const greetedOf = (site: TinyWorld['a'], prefix: string): readonly string[] =>
  site.received
    .filter(({ connection, message }) => connection.startsWith(prefix) && message.type === 'hello')
    .map(({ connection }) => connection)

t.test('NET-05: told to log in again, representatives leave and follow the site', (t) => {
  const world = worldOf({ representatives: 3 })
  world.run(minuteMs)
  world.siteLeadsTo = 'b'
  world.run(10 * minuteMs)
  t.same(greetedOf(world.b, 'rep-'), [], 'nobody moves by himself')
  t.same(world.valueOf(logInAgain), { count: 3, later: 0 })
  world.run(1_000)
  t.same(greetedOf(world.b, 'rep-'), ['rep-1/3', 'rep-2/3', 'rep-3/3'])
  t.match(
    world.events('console-offline').map(({ reason }) => reason),
    ['logs in again', 'logs in again', 'logs in again'],
  )
  t.match(world.groupCount('consoles'), { total: 3, at: { b: 3 } })
  t.end()
})

t.test('NET-05: whoever has a session logs in again when it has ended, and loses none', (t) => {
  const world = worldOf({ representatives: 5, sessionEveryMs: 20_000, sessionLengthMs: 60_000 })
  while (world.events('session-begun').length < 4) world.run(1_000)
  const begun = world.events('session-begun').length
  const ended = world.events('session-acknowledged').length
  const underWay = begun - ended
  t.ok(underWay > 0 && underWay < 5, `${underWay} under way`)
  world.siteLeadsTo = 'b'
  t.same(world.valueOf(logInAgain), { count: 5 - underWay, later: underWay })
  world.run(1_000)
  t.equal(greetedOf(world.b, 'rep-').length, 5 - underWay, 'the others go on at A')
  world.run(2 * minuteMs)
  t.equal(greetedOf(world.b, 'rep-').length, 5)
  t.same(world.events('session-cut'), [])
  t.ok(world.a.recorded.length >= begun, 'A has recorded what was begun there')
  t.end()
})

t.test('NET-05: who is not online is not told, and nothing is left of it', (t) => {
  const world = worldOf({ representatives: 2 })
  world.run(minuteMs)
  world.a.become('refusing-connections')
  world.run(1_000)
  t.same(world.valueOf(logInAgain), { count: 0, later: 0 })
  world.a.become('serving')
  world.run(5 * minuteMs)
  t.equal(world.events('console-online').length, 4, 'back once each, by himself')
  t.end()
})

t.test('CLI-03: made to check in by hand, passive Jump Clients that are on do, spread', (t) => {
  const world = worldOf({
    representatives: 0,
    jumpClients: jumpClients({ active: 5, passive: 60, offlineShare: 0.3 }),
  })
  world.run(minuteMs)
  const booted = greetedOf(world.a, 'jump-passive-').length
  t.ok(booted > 20 && booted < 60, `${booted} are on`)
  const activeBefore = world.openedAtMs('jump-active-').length
  t.same(world.valueOf(checkIn), { count: booted, off: 60 - booted })
  const askedAtMs = world.nowMs
  world.run(6_000)
  const dialled = world.openedAtMs('jump-passive-').slice(booted)
  t.equal(dialled.length, booted, 'each of them once, and no other')
  t.ok(Math.max(...dialled) - Math.min(...dialled) > 2_000, 'not all at once')
  t.ok(Math.max(...dialled) <= askedAtMs + 5_250)
  t.equal(world.openedAtMs('jump-active-').length, activeBefore, 'active ones are connected anyway')
  world.run(hourMs)
  const later = world.openedAtMs('jump-passive-').slice(2 * booted)
  t.ok(later.length < 10, 'the daily check-in is counted from then on')
  t.end()
})

t.test('CLI-03: after an update a check-in by hand upgrades the passive ones that day', (t) => {
  const world = worldOf({
    representatives: 0,
    jumpClients: jumpClients({ passive: 20, offlineShare: 0 }),
  })
  world.run(minuteMs)
  world.a.shutForMaintenance()
  world.a.version = '12.2.0'
  world.a.admit = ({ kind, version }) =>
    kind === 'jump-client' && version !== '12.2.0'
      ? { type: 'upgrade', version: '12.2.0', sizeBytes: 1_000 }
      : undefined
  world.a.become('serving')
  world.run(minuteMs)
  t.match(world.groupCount('passive-jump-clients'), { late: 20 }, 'none has come yet')
  world.valueOf(checkIn)
  world.run(10_000)
  // Asked twice: who is being updated goes on with that.
  t.same(world.valueOf(checkIn), { count: 20, off: 0 })
  world.run(minuteMs)
  t.match(world.groupCount('passive-jump-clients'), { upgraded: 20, late: 0 })
  t.ok(world.nowMs < startsAtMs + hourMs)
  t.end()
})

t.test('CLI-03: by hand nobody waits for the end of a back-off', (t) => {
  const world = worldOf({
    representatives: 0,
    jumpClients: jumpClients({ passive: 20, offlineShare: 0 }),
  })
  world.a.become('refusing-connections')
  world.run(20 * minuteMs)
  const before = world.openedAtMs('jump-passive-').length
  world.a.become('serving')
  t.same(world.valueOf(checkIn), { count: 20, off: 0 })
  world.run(5_250)
  t.equal(greetedOf(world.a, 'jump-passive-').length, 20)
  t.equal(world.openedAtMs('jump-passive-').length, before + 20)
  world.run(10 * minuteMs)
  t.equal(world.openedAtMs('jump-passive-').length, before + 20, 'the attempt it replaced is gone')
  t.end()
})

t.test('CLI-08: what is no operation of the clients, or does not fit it, is refused', (t) => {
  const world = new TinyWorld()
  const refusalOf = (command: unknown) => {
    const result = world.resultOf(world.command(command as LabCommand))?.result
    return result?.ok === false ? result.refusal.message : 'done'
  }
  t.match(
    refusalOf({ kind: 'chek-in', input: {} }),
    /^There is no operation "chek-in"\. Did you mean "check-in"\?$/,
  )
  t.match(
    refusalOf({ kind: 'redeploy', input: { clients: 'msi-console' } }),
    /^redeploy\/clients: expected one of consoles, .* \(did you mean "msi-consoles"\?\), found "msi-console"\.$/,
  )
  t.match(refusalOf({ kind: 'redeploy' }), /^redeploy: expected object, found nothing\.$/)
  t.match(refusalOf({ kind: 'redeploy', input: {} }), /clients: expected a value, found nothing/)
  t.match(refusalOf({ kind: 'check-in', input: { group: 'all' } }), /group: expected no such field/)
  t.match(refusalOf({ kind: 'run-site-test' }), /^run-site-test: expected object, found nothing\.$/)
  t.end()
})

const call = { kind: 'call-jump-client', input: {} } as const

t.test(
  'CLI-03: a passive Jump Client that is called comes at once, has a session, and goes',
  (t) => {
    const world = worldOf({
      representatives: 2,
      jumpClients: jumpClients({ passive: 3, active: 1 }),
    })
    world.run(hourMs)
    const dialled = () => greetedOf(world.a, 'jump-passive-').length
    const before = dialled()
    const answer = world.command(call)
    world.run(10_000)
    t.match(world.resultOf(answer)?.result, {
      ok: true,
      value: { jumpClient: 'jump-passive-1', appliance: 'a' },
    })
    t.equal(dialled(), before + 1)
    t.match(world.events('session-acknowledged'), [{ externalKey: /^test-/ }])
    world.a.become('refusing-connections')
    world.run(1_000)
    t.same(
      world.openedAtMs('jump-passive-').filter((atMs) => atMs > startsAtMs + hourMs + 10_000),
      [],
      'it had no connection to lose',
    )
    t.end()
  },
)

t.test('CLI-03: without passive ones an active one is called; without any nobody is', (t) => {
  const world = worldOf({ representatives: 1, jumpClients: jumpClients({ active: 1 }) })
  world.run(minuteMs)
  const answer = world.command(call)
  world.run(10_000)
  t.match(world.resultOf(answer)?.result, {
    ok: true,
    value: { jumpClient: 'jump-active-1', appliance: 'a' },
  })
  t.equal(greetedOf(world.a, 'jump-active-').length, 1, 'it was there')
  const empty = worldOf({ representatives: 1 })
  empty.run(minuteMs)
  t.same(empty.valueOf(call), { jumpClient: null, appliance: '', lsid: '' })
  t.end()
})

t.test('CLI-03: a Jump Client that is not let in, or finds nobody free, is not reached', (t) => {
  const nobody = worldOf({ representatives: 0, jumpClients: jumpClients({ passive: 1 }) })
  nobody.run(minuteMs)
  const unanswered = nobody.command(call)
  nobody.run(3 * minuteMs)
  t.match(nobody.resultOf(unanswered)?.result, {
    ok: false,
    refusal: { code: 'jump-client-not-reached' },
  })
  const away = worldOf({ representatives: 1, jumpClients: jumpClients({ passive: 1 }) })
  away.run(minuteMs)
  away.a.become('maintenance')
  const refusedToCome = away.command(call)
  away.run(3 * minuteMs)
  t.match(away.resultOf(refusedToCome)?.result, {
    ok: false,
    refusal: { code: 'jump-client-not-reached' },
  })
  t.end()
})

const command = (kind: 'remove-clients' | 'reinstall-clients') => ({ kind, input: {} }) as const

t.test(
  'UPD-08: clients that are removed do nothing until they are installed again in the new version',
  (t) => {
    const world = worldOf({
      representatives: 2,
      msiConsoles: 1,
      connectionAgents: 1,
      byAddress: 1,
      buttons: 2,
      jumpoints: 1,
      sessionEveryMs: 20_000,
      sessionLengthMs: 60_000,
      jumpClients: jumpClients({ active: 4, passive: 2 }),
    })
    world.run(10 * minuteMs)
    // All but the program that only uses the APIs.
    t.same(world.valueOf(command('remove-clients')), { count: 2 + 1 + 2 + 1 + 4 + 2 })
    t.same(world.valueOf(command('remove-clients')), { count: 0 })
    world.run(1_000)
    const greeted = () =>
      world.a.received.filter(
        ({ connection, message }) =>
          message.type === 'hello' && /^(rep|jump|agent)/.test(connection),
      ).length
    const before = greeted()
    world.a.version = '12.2.0'
    t.same(world.valueOf(logInAgain), { count: 0, later: 0 })
    world.run(30 * hourMs)
    t.equal(greeted(), before, 'nobody comes')
    t.match(world.groupCount('active-jump-clients'), { total: 4, redeployByHand: 4 })
    t.same(world.valueOf(command('reinstall-clients')), { count: 12 })
    world.run(minuteMs)
    t.match(world.groupCount('active-jump-clients'), { total: 4, redeployByHand: 0, stranded: 0 })
    t.ok(greeted() > before)
    const back = world.a.received
      .slice(-30)
      .flatMap(({ connection, message }) =>
        message.type === 'hello' && connection.startsWith('jump-active-') ? [message.version] : [],
      )
    t.same(new Set(back), new Set(['12.2.0']))
    t.end()
  },
)

t.test('UPD-08: on a host that is off nothing can be removed', (t) => {
  const world = worldOf({
    representatives: 0,
    jumpClients: jumpClients({ active: 40, offlineShare: 0.5 }),
  })
  world.run(minuteMs)
  const { count } = world.valueOf(command('remove-clients')) as { count: number }
  t.ok(count > 5 && count < 35, `${count} of 40`)
  t.end()
})
