import type { AcknowledgedSession } from '@understudy/shared'
import t from 'tap'
import { populationConfig, TinyWorld } from './support/tiny-world.ts'

const minuteMs = 60_000

/** A world in which clients have worked for that long. */
function worked(forMs: number, clients = {}): TinyWorld {
  const world = new TinyWorld(populationConfig(clients))
  world.command({ kind: 'start-clients', input: {} })
  world.run(forMs)
  return world
}

function acknowledgedOf(world: TinyWorld): readonly AcknowledgedSession[] {
  const result = world.resultOf(world.command({ kind: 'list-acknowledged', input: {} }))?.result
  return result?.ok === true ? (result.value as readonly AcknowledgedSession[]) : []
}

t.test(
  'CLI-07: each finished session is acknowledged once, with its events and its recording',
  (t) => {
    const world = worked(30 * minuteMs)
    const acknowledged = world.events('session-acknowledged')
    t.ok(acknowledged.length > 30, `sessions went on all the time: ${acknowledged.length}`)
    t.same(
      acknowledged.map((e) => e.lsid),
      world.a.recorded.slice(0, acknowledged.length),
      'in the order in which the appliance recorded them, none twice',
    )
    t.same(
      acknowledgedOf(world),
      acknowledged.map(({ lsid, externalKey }) => ({ lsid, externalKey })),
      'list-acknowledged tells the same',
    )
    t.equal(new Set(acknowledged.map((e) => e.externalKey)).size, acknowledged.length)
    t.match(acknowledged[0], { externalKey: /^seed-1-c-\d{6}$/, appliance: 'a' })

    const sent = world.a.received.map((r) => r.message)
    let recordings = 0
    for (const { lsid } of acknowledged) {
      const ofSession = sent.filter((m) => 'lsid' in m && m.lsid === lsid).map((m) => m.type)
      const events = ofSession.filter((type) => type === 'session-event').length
      const rest = ofSession.slice(events)
      t.ok(events >= 4 && events <= 8, `${lsid} has ${events} events`)
      if (rest[0] === 'recording') recordings++
      t.same(
        rest.filter((type) => type !== 'recording'),
        ['end-session'],
      )
    }
    t.ok(recordings > 0 && recordings < acknowledged.length, 'some are recorded, some not')
    t.equal(world.events('session-cut').length, 0)
    t.end()
  },
)

t.test('CLI-07: what the appliance does not acknowledge is never reported as acknowledged', (t) => {
  const world = new TinyWorld()
  world.a.acknowledges = false
  world.command({ kind: 'start-clients', input: {} })
  world.run(10 * minuteMs)
  const ended = world.a.received.filter((r) => r.message.type === 'end-session')
  t.ok(ended.length > 0)
  t.same(world.events('session-acknowledged'), [])
  t.same(acknowledgedOf(world), [])
  t.equal(world.events('session-cut')[0]?.reason, 'the appliance fell silent')
  t.end()
})

t.test('CLI-07: sessions that are cut are reported once, and their customers ask again', (t) => {
  const world = worked(10 * minuteMs)
  const begun = world.events('session-begun').map((e) => e.lsid)
  const acknowledged = world.events('session-acknowledged').map((e) => e.lsid)
  const underWay = begun.filter((lsid) => !acknowledged.includes(lsid))
  t.ok(underWay.length > 0)

  world.a.shutForMaintenance()
  world.run(1_000)
  const cut = world.events('session-cut')
  t.same(cut.map((e) => e.lsid).sort(), [...underWay].sort())
  t.ok(cut.every((e) => e.reason === 'maintenance'))
  t.equal(world.events('console-offline').length, 3)

  world.a.become('serving')
  world.run(5 * minuteMs)
  t.equal(world.events('session-cut').length, cut.length, 'nothing is reported twice')
  const again = world.events('session-acknowledged').map((e) => e.externalKey)
  for (const { externalKey } of cut) t.ok(again.includes(`${externalKey}-2`), externalKey)
  t.end()
})

t.test('CLI-07: a connection that breaks without a word cuts the sessions on it', (t) => {
  const world = worked(10 * minuteMs)
  const underWay =
    world.events('session-begun').length - world.events('session-acknowledged').length
  t.ok(underWay > 0)
  world.a.become('refusing-connections')
  world.run(10_000)
  t.equal(world.events('session-cut').length, underWay)
  t.ok(world.events('session-cut').every((e) => e.reason === 'reset'))
  t.end()
})

t.test(
  'CLI-07: winding down ends when every session is over, and leaves the consoles online',
  (t) => {
    const world = worked(10 * minuteMs)
    const asked = world.a.received.filter((r) => r.message.type === 'request-session').length
    const id = world.command({ kind: 'wind-down-clients', input: {} })
    t.equal(world.resultOf(id), undefined, 'sessions are still under way')
    world.run(10 * minuteMs)
    t.same(world.resultOf(id)?.result, { ok: true, value: { clientsBusy: 0 } })
    t.equal(world.events('session-begun').length, world.events('session-acknowledged').length)
    t.equal(
      world.a.received.filter((r) => r.message.type === 'request-session').length,
      asked,
      'nobody asked any more',
    )
    t.equal(world.events('console-offline').length, 0)
    t.end()
  },
)

t.test('CLI-07: winding down gives up after ten minutes, and says how many are busy', (t) => {
  const world = worked(3 * minuteMs, { sessionLengthMs: 60 * minuteMs, sessionEveryMs: 60_000 })
  const begun = world.nowMs
  const id = world.command({ kind: 'wind-down-clients', input: {} })
  world.run(11 * minuteMs)
  const answer = world.resultOf(id)
  t.equal(answer?.atMs, begun + 10 * minuteMs)
  t.ok(
    answer?.result.ok === true && (answer.result.value as { clientsBusy: number }).clientsBusy > 0,
  )
  t.end()
})

t.test(
  'CLI-01: consoles take the version of the site, and update themselves when it has another',
  (t) => {
    const world = worked(minuteMs)
    t.same(
      world.events('console-online').map((e) => e.version),
      ['11.1.0', '11.1.0', '11.1.0'],
    )
    world.a.shutForMaintenance()
    world.run(minuteMs)
    world.a.version = '12.2.0'
    world.a.become('serving')
    const servingSinceMs = world.nowMs
    world.run(minuteMs)
    const updated = world.events('console-updated')
    t.same(
      updated.map((e) => [e.from, e.to]),
      Array(3).fill(['11.1.0', '12.2.0']),
    )
    for (const { atMs } of updated) t.ok(atMs >= servingSinceMs + 5_000)
    t.same(
      world
        .events('console-online')
        .slice(3)
        .map((e) => e.version),
      Array(3).fill('12.2.0'),
    )
    t.end()
  },
)

t.test(
  'REH-05: who waits in vain has given up, who finds no site was turned away; neither is cut',
  (t) => {
    // Three people are asked to do the work of twelve.
    const world = worked(30 * minuteMs, { sessionEveryMs: 5_000 })
    const left = world.events('customer-left')
    t.ok(left.length > 50, `${left.length} gave up`)
    t.ok(left.every((e) => e.outcome === 'abandoned' && e.reason === 'nobody was free'))
    t.ok(left.every((e) => e.externalKey !== ''))
    t.equal(world.events('session-cut').length, 0)

    world.a.shutForMaintenance()
    const before = left.length
    world.run(10 * minuteMs)
    const unserved = world.events('customer-left').slice(before)
    t.ok(unserved.length > 50, `${unserved.length} found no site`)
    t.same([...new Set(unserved.map((e) => `${e.outcome} ${e.externalKey}`))], ['turned-away '])
    t.match(unserved[0]?.reason, /maintenance/)
    t.end()
  },
)

t.test('REH-05: a quiet site turns nobody away', (t) => {
  const world = worked(30 * minuteMs, { sessionEveryMs: 60_000 })
  t.ok(world.events('session-acknowledged').length > 15, 'people did come')
  t.same(world.events('customer-left'), [])
  t.end()
})
