import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import {
  besideSource,
  EventRing,
  emptyView,
  encodeMessage,
  type LiveView,
  MessageReader,
  pointsMax,
  stretchesMax,
  takeEvent,
} from '../src/index.ts'

const newView = (): LiveView =>
  emptyView({
    name: 'default',
    site: 'support.example.com',
    swing: 'shared-ip',
    appliances: ['a', 'b'],
    others: ['network', 'clients'],
  })

const stretchesOf = (view: LiveView, lane: string): readonly (readonly unknown[])[] =>
  (view.lanes.find(({ id }) => id === lane)?.stretches ?? []).map(({ fromMs, toMs, text }) => [
    fromMs,
    toMs,
    text,
  ])

const measured = (atMs: number): LabEvent => ({
  ...{ name: 'requests-measured', source: 'clients', atMs, fromMs: atMs - 1_000, toMs: atMs },
  ...{ count: 10, failed: 0, p50Ms: 5, p99Ms: atMs % 1_000, maxMs: 99 },
})

t.test('LAB-03: the timeline shows what held from when to when', (t) => {
  const view = newView()
  const epoch = 2
  const events: readonly LabEvent[] = [
    { name: 'site-leads-to', appliance: 'a', by: 'shared-ip', source: 'network', atMs: 1 },
    { name: 'site-leads-to', appliance: 'a', by: 'shared-ip', source: 'network', atMs: 2 },
    { name: 'site-leads-to', appliance: null, by: 'shared-ip', source: 'network', atMs: 3 },
    { name: 'site-leads-to', appliance: 'b', by: 'shared-ip', source: 'network', atMs: 7 },
    {
      name: 'role-changed',
      from: 'backup',
      to: 'primary',
      epoch,
      reason: '',
      source: 'b',
      atMs: 8,
    },
    { name: 'link-down', peer: 'b', reason: 'silent', source: 'a', atMs: 9 },
  ]
  for (const event of events) takeEvent(view, event)
  t.same(stretchesOf(view, 'traffic'), [
    [1, 3, 'a'],
    [3, 7, 'nobody'],
    [7, null, 'b'],
  ])
  t.same(stretchesOf(view, 'b'), [[8, null, 'primary']])
  t.same(stretchesOf(view, 'link'), [[9, null, 'down']])
  t.end()
})

t.test('LAB-03: the site is down while any probe gets no answer, and since its first sign', (t) => {
  const view = newView()
  const began = (probe: string, startedAtMs: number): LabEvent => ({
    ...{ name: 'outage-began', source: 'clients', atMs: startedAtMs + 50, probe, startedAtMs },
    ...{ earliestMs: startedAtMs, lastGoodMs: startedAtMs, reason: 'reset' },
  })
  const ended = (probe: string, endedAtMs: number): LabEvent => ({
    ...{ name: 'outage-ended', source: 'clients', atMs: endedAtMs, probe, startedAtMs: 1 },
    ...{ endedAtMs, lastFailedMs: endedAtMs, probesFailed: 3, reason: 'reset' },
  })
  takeEvent(view, began('office-1', 2_000))
  takeEvent(view, began('office-2', 1_000))
  t.match(view, { downSinceMs: 1_000, failing: ['office-1', 'office-2'] })
  takeEvent(view, ended('office-2', 5_000))
  t.match(view, { downSinceMs: 1_000, failing: ['office-1'] })
  takeEvent(view, ended('office-1', 6_000))
  t.match(view, { downSinceMs: null, failing: [] })
  t.end()
})

/** The whole view as it is sent: lanes and chart at their largest. */
const bytesMax = 250_000

t.test('LAB-03: hours of 10,000 events a minute do not make the view grow', (t) => {
  const view = newView()
  const play = (from: number, count: number): void => {
    for (let n = from; n < from + count; n++) {
      const atMs = n * 200
      takeEvent(view, measured(atMs))
      const name = n % 2 === 0 ? 'link-up' : 'link-down'
      takeEvent(view, { name, peer: 'b', reason: '', source: 'a', atMs } as LabEvent)
    }
  }
  play(0, 3_000)
  t.ok(JSON.stringify(view).length < bytesMax)
  play(3_000, 17_000)
  t.ok(JSON.stringify(view).length < bytesMax, 'however long it goes on')
  const { points, stretchMs } = view.requests
  t.ok(points.length < pointsMax && points.length > 300, `${points.length} points`)
  t.ok((points[0]?.atMs ?? Number.POSITIVE_INFINITY) < stretchMs, 'from the beginning on')
  t.ok(view.lanes.every(({ stretches }) => stretches.length <= stretchesMax))
  t.equal(view.eventCount, 40_000)
  t.end()
})

t.test('LAB-03: where points of the chart are joined, the worst p99 stays', (t) => {
  const view = newView()
  for (let n = 1; n <= 3_000; n++)
    takeEvent(view, { ...measured(n * 1_000), p99Ms: n === 1_234 ? 800 : 20 } as LabEvent)
  t.equal(Math.max(...view.requests.points.map(({ p99Ms }) => p99Ms)), 800)
  t.end()
})

t.test('LAB-03: the steps of a rehearsal pass from ahead to what came of them', (t) => {
  const view = newView()
  const planned = { window: 'w', guide: 'G2', appliance: 'b' }
  const steps = ['sync-b', 'break-b'].map((step) => ({ ...planned, step, title: step }))
  const at = (atMs: number) => ({ source: 'conductor', atMs }) as const
  const about = { runbook: 'r', title: 'R', world: 'real', seed: '1', lab: 'l', site: 's' } as const
  takeEvent(view, { name: 'rehearsal-started', ...about, sharedAddress: '', steps, ...at(1) })
  takeEvent(view, { name: 'step-started', ...planned, step: 'sync-b', title: '', ...at(2) })
  t.same(
    view.rehearsal?.steps.map(({ state }) => state),
    ['running', 'ahead'],
  )
  const failed = { outcome: 'failed', evidence: [], expected: 'idle', found: 'running' } as const
  takeEvent(view, { name: 'step-ended', step: 'sync-b', ...failed, ...at(9) })
  t.match(view.rehearsal?.steps[0], { state: 'failed', said: ['expected idle', 'found running'] })
  takeEvent(view, { name: 'rehearsal-ended', outcome: 'stopped', reason: 'x', ...at(10) })
  t.equal(view.rehearsal?.awaits, null)
  t.match(view.rehearsal?.ended, { outcome: 'stopped' })
  t.end()
})

t.test('LAB-03: a rehearsal beside the lab has steps, but no place on the timeline', (t) => {
  for (const source of ['conductor', besideSource]) {
    const view = newView()
    const about = {
      runbook: 'r',
      title: 'R',
      world: 'real',
      seed: '1',
      lab: 'l',
      site: 's',
    } as const
    const planned = { window: 'w', guide: 'G2', appliance: 'b', step: 'sync-b', title: '' }
    const at = (atMs: number) => ({ source, atMs }) as const
    takeEvent(view, {
      ...{ name: 'rehearsal-started', ...about, sharedAddress: '', steps: [planned] },
      ...at(1),
    })
    takeEvent(view, { name: 'window-started', window: 'w', title: 'W', ...at(2) })
    takeEvent(view, { name: 'step-started', ...planned, ...at(3) })
    takeEvent(view, { name: 'rehearsal-ended', outcome: 'stopped', reason: 'x', ...at(9) })
    t.equal(view.rehearsal?.steps[0]?.state, 'running')
    const isHere = source !== besideSource
    t.same(stretchesOf(view, 'step'), isHere ? [[3, null, 'sync-b']] : [])
    const windows = [
      [2, 9, 'W'],
      [9, null, 'the rehearsal is over'],
    ]
    t.same(stretchesOf(view, 'window'), isHere ? windows : [])
  }
  t.end()
})

t.test('LAB-03: the ring tells what came since, or that some of it is forgotten', (t) => {
  const ring = new EventRing(100)
  t.same(ring.since(0), [])
  for (let n = 1; n <= 250; n++) ring.add(measured(n))
  t.same(
    ring.since(248)?.map(({ n }) => n),
    [249, 250],
  )
  t.same(ring.since(250), [])
  t.equal(ring.since(150)?.length, 100)
  t.equal(ring.since(149), undefined, 'the first of them is gone')
  t.equal(ring.since(251), undefined, 'a number of the future is another ring’s')
  t.same(
    ring.newest(2).map(({ n }) => n),
    [249, 250],
  )
  t.end()
})

t.test('LAB-03: a stream that is cut anywhere is read as it was written', (t) => {
  const events = [{ n: 7, event: { ...measured(7), reason: 'two\n\nlines: “ü”' } as LabEvent }]
  const text = `${encodeMessage({ kind: 'events', data: events }, 'run-7')}: beat\n\n`
  for (let cut = 0; cut <= text.length; cut++) {
    const reader = new MessageReader()
    const read = [...reader.take(text.slice(0, cut)), ...reader.take(text.slice(cut))]
    if (read.length !== 1) t.fail(`cut at ${cut}`)
    t.equal(reader.lastId, 'run-7')
  }
  const reader = new MessageReader()
  t.same(reader.take(text), [{ kind: 'events', data: events }])
  t.end()
})
