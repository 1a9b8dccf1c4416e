import type { Fault, TimedFault } from '@understudy/shared'
import t from 'tap'
import { addressOf, done, eventsOf, kindOf, modelOf, pairOf, reached } from '../support/model.ts'

const add = (input: Fault) => ({ kind: 'add-fault', input }) as const
const remove = (name: string) => ({ kind: 'remove-fault', input: { name } }) as const
const startTimetable = { kind: 'start-timetable', input: {} } as const
const slow = { kind: 'latency', from: 'clients', to: 'a', latencyMs: 200, jitterMs: 50 } as const
const parted = { kind: 'partition', from: 'clients', to: 'a' } as const

t.test('NET-09: a fault is told as it begins and as it ends, with what it hit', (t) => {
  const model = pairOf()
  t.same(done(model, add(slow), 1_000), [
    {
      kind: 'record',
      event: {
        name: 'fault-began',
        fault: 'latency-1',
        kind: 'latency',
        from: 'clients',
        to: 'a',
        detail: '200 ms later +- 50 ms (uniform)',
      },
    },
    { kind: 'faults-changed', from: 'office-1', to: 'a' },
    { kind: 'faults-changed', from: 'a', to: 'office-1' },
  ])
  t.match(model.toxicsOf('office-1', 'a'), [
    {
      name: 'latency-1',
      type: 'latency',
      toxicity: 1,
      attributes: { latency: 200, jitter: 50, distribution: 'uniform' },
      fault: 'latency-1',
      seed: 'latency-1',
    },
  ])
  t.equal(model.toxicsOf('a', 'office-1').length, 1)
  t.same(model.toxicsOf('b', 'a'), [])
  model.noteHit('latency-1')
  model.noteHit('latency-1')
  model.noteHit('another')
  t.match(model.status(1_000).faults, [
    { name: 'latency-1', kind: 'latency', sinceMs: 1_000, connectionsHit: 2 },
  ])
  t.match(eventsOf(done(model, remove('latency-1'), 5_000), 'fault-ended'), [
    { fault: 'latency-1', startedAtMs: 1_000, connectionsHit: 2, reason: 'operation' },
  ])
  t.same(model.toxicsOf('office-1', 'a'), [])
  t.same(model.status(5_000).faults, [])
  t.end()
})

t.test('NET-09: one way a fault hits only what its first end sends', (t) => {
  const model = pairOf()
  done(model, add({ ...slow, direction: 'one-way', share: 0.5, seed: 'mine' }))
  t.match(model.toxicsOf('office-1', 'a'), [{ toxicity: 0.5, seed: 'mine' }])
  t.same(model.toxicsOf('a', 'office-1'), [])
  t.end()
})

t.test('NET-09: every kind is carried out by a toxic of its own', (t) => {
  const ends = { from: 'a', to: 'b' } as const
  const faults: readonly (readonly [Fault, string, object])[] = [
    [{ kind: 'bandwidth', ...ends, kilobytesPerSecond: 7 }, 'bandwidth', { rate: 7 }],
    [
      { kind: 'loss', ...ends, lossShare: 0.1, correlation: 0.2, retransmitMs: 300 },
      'packet_loss',
      { loss_rate: 0.1, correlation: 0.2, retransmit_ms: 300 },
    ],
    [{ kind: 'reset', ...ends, afterMs: 5 }, 'reset_peer', { timeout: 5 }],
    [{ kind: 'slow-close', ...ends, delayMs: 9 }, 'slow_close', { delay: 9 }],
    [
      { kind: 'slicer', ...ends, averageBytes: 10, variationBytes: 3, delayMicroseconds: 20 },
      'slicer',
      { average_size: 10, size_variation: 3, delay: 20 },
    ],
    [{ kind: 'limit', ...ends, bytes: 100 }, 'limit_data', { bytes: 100 }],
    [{ kind: 'black-hole', ...ends, share: 0.5 }, 'bandwidth', { rate: 0 }],
  ]
  const model = pairOf()
  for (const [fault, type, attributes] of faults) {
    done(model, add(fault))
    const [toxic] = model.toxicsOf('a', 'b')
    t.match(toxic, { type, attributes, fault: `${fault.kind}-1` })
    done(model, remove(`${fault.kind}-1`))
  }
  t.end()
})

t.test('NET-09: a partition between groups cuts their paths and counts who ran into it', (t) => {
  const model = pairOf()
  const effects = done(model, add(parted))
  t.same(effects.map(kindOf), ['fault-began', 'stall-flows', 'stall-flows'])
  t.same(
    effects.flatMap((effect) => (effect.kind === 'stall-flows' ? [effect.fault ?? ''] : [])).sort(),
    ['', 'partition-1'],
    'of both directions one counts the flows',
  )
  t.equal(reached(model), 'black-hole')
  t.equal(reached(model, addressOf.a, 0, 'b'), 'a')
  model.dial('office-1', addressOf.a, 443, 1_000, true)
  t.match(
    model.status(0).faults,
    [{ connectionsHit: 1 }],
    'a SYN sent again is no other connection',
  )
  const ended = done(model, remove('partition-1'))
  t.same(ended.map(kindOf), ['fault-ended', 'resume-flows', 'resume-flows'])
  t.equal(reached(model), 'a')
  t.end()
})

t.test('NET-09: what a host sends itself no fault touches', (t) => {
  const model = pairOf()
  done(model, add({ kind: 'partition', from: '*', to: '*' }))
  done(model, add({ ...slow, from: '*', to: '*' }))
  t.equal(reached(model, addressOf.b, 0, 'b'), 'b')
  t.equal(reached(model, addressOf.b, 0, 'a'), 'black-hole')
  t.same(model.toxicsOf('b', 'b'), [])
  t.equal(model.toxicsOf('conductor', 'b').length, 1)
  t.end()
})

t.test('NET-09: a cable that was pulled stays out when a partition over it ends', (t) => {
  const model = pairOf()
  done(model, { kind: 'cut-path', input: { from: 'office-1', to: 'a' } })
  t.same(done(model, add(parted)).map(kindOf), ['fault-began'])
  t.same(done(model, remove('partition-1')).map(kindOf), ['fault-ended'])
  t.equal(reached(model), 'black-hole')
  t.end()
})

t.test('NET-09: flapping is down first, then up, and turns by itself', (t) => {
  const model = pairOf()
  done(model, add({ kind: 'flapping', from: 'clients', to: '*', upMs: 300, downMs: 100 }), 1_000)
  const seen: string[] = []
  for (let turn = 0; turn < 4; turn++) {
    const atMs = model.wakeAtMs ?? 0
    const passed = model.carriesFrom('office-1', 'a') ? 'up' : 'down'
    seen.push(`${passed} until ${atMs}`)
    t.same(model.wake(atMs - 1), [], 'not before its time')
    model.wake(atMs)
  }
  t.same(seen, ['down until 1100', 'up until 1400', 'down until 1500', 'up until 1800'])
  // A process that was late finds the state that the time says, however often it has turned.
  model.wake(1_000_000_350)
  t.ok(model.carriesFrom('office-1', 'a'))
  t.equal(model.wakeAtMs, 1_000_000_600)
  done(model, remove('flapping-1'))
  t.equal(model.wakeAtMs, null)
  t.end()
})

t.test('NET-09: flapping of some connections holds their bytes in turn', (t) => {
  const model = pairOf()
  const flapping = { kind: 'flapping', from: 'a', to: 'b', upMs: 10, downMs: 10 } as const
  done(model, add({ ...flapping, share: 0.3 }), 0)
  t.match(model.toxicsOf('a', 'b'), [{ type: 'bandwidth', toxicity: 0.3, attributes: { rate: 0 } }])
  t.same(model.wake(10).map(kindOf), ['faults-changed', 'faults-changed'])
  t.same(model.toxicsOf('a', 'b'), [])
  t.ok(model.carriesFrom('a', 'b'))
  t.end()
})

t.test('NET-09: the timetable begins when it is started, each fault at its time', (t) => {
  const faults: readonly TimedFault[] = [
    { at: '2m', for: '90s', fault: { ...slow, name: 'late' } },
    { at: '30s', for: '1h', fault: parted },
    { at: '500ms', fault: slow },
  ]
  const model = pairOf({ faults })
  t.equal(model.wakeAtMs, null)
  t.same(model.wake(1e9), [])
  const startMs = 10_000
  t.same(done(model, startTimetable, startMs), [])
  t.match(
    model.perform(startTimetable, startMs + 7),
    { result: { ok: false, refusal: { message: /has begun already/ } }, effects: [] },
    'who asks again is told that nothing happens',
  )
  const told: string[] = []
  for (let turn = 0; model.wakeAtMs !== null && turn < 20; turn++) {
    const atMs = model.wakeAtMs
    for (const effect of model.wake(atMs)) {
      if (effect.kind !== 'record') continue
      const { event } = effect
      if (event.name === 'fault-began') told.push(`${atMs - startMs}: ${event.fault} began`)
      if (event.name === 'fault-ended') told.push(`${atMs - startMs}: ${event.fault} ended`)
    }
  }
  t.same(told, [
    '500: latency-1 began',
    '30000: partition-1 began',
    '120000: late began',
    '210000: late ended',
    '3630000: partition-1 ended',
  ])
  t.match(eventsOf(model.endLab(), 'fault-ended'), [{ fault: 'latency-1', reason: 'lab-ended' }])
  t.same(model.endLab(), [])
  t.end()
})

t.test('NET-09: of the timetable two may have one name, of the operations not', (t) => {
  const named = { ...slow, name: 'slow' } as const
  const model = pairOf({ faults: [0, 0].map(() => ({ at: '0s', fault: named })) })
  done(model, startTimetable, 0)
  t.same(
    model.status(0).faults.map(({ name }) => name),
    ['slow', 'slow-1'],
  )
  t.match(model.perform(add(named), 0).result, {
    ok: false,
    refusal: { message: /no fault has, found "slow"/ },
  })
  t.match(model.perform(remove('sloow'), 0).result, {
    ok: false,
    refusal: { message: /\(slow, slow-1\)/ },
  })
  t.end()
})

t.test('NET-09: a fault between hosts that nobody has is refused, in the lab file too', (t) => {
  const wrong = { ...slow, from: 'office-9' } as const
  t.match(pairOf().perform(add(wrong), 0).result, {
    ok: false,
    refusal: { message: /Did you mean "office-1"/ },
  })
  t.throws(() => modelOf({ faults: [{ at: '1s', fault: wrong }] }), {
    message: /^network\/faults\/0: Expected one of the hosts/,
  })
  const same = { ...slow, from: 'a', to: 'a' } as const
  t.match(pairOf().perform(add(same), 0).result, {
    ok: false,
    refusal: { message: /two hosts, found "a"/ },
  })
  t.end()
})

t.test('SEC-03: faults are bounded in number', (t) => {
  const model = pairOf()
  for (let index = 0; index < 1_000; index++) done(model, add(slow))
  t.match(model.perform(add(slow), 0).result, {
    ok: false,
    refusal: { message: /at most 1000 faults/ },
  })
  t.end()
})

t.test('SEC-03: faults of the timetable are bounded together with those of the operations', (t) => {
  const faults = Array.from({ length: 1_000 }, (_, index): TimedFault => {
    return { at: `${index + 1}s`, fault: slow }
  })
  const model = pairOf({ faults })
  done(model, add({ ...slow, name: 'by-hand' }))
  t.match(model.perform(startTimetable, 0).result, {
    ok: false,
    refusal: { message: /room for the timetable's 1000 faults, found room for 999/ },
  })
  done(model, remove('by-hand'))
  done(model, startTimetable)
  t.match(model.perform(add(slow), 0).result, { ok: false }, 'the timetable keeps its room')
  t.end()
})

t.test('NET-09: what a path meets is the same array until it changes', (t) => {
  const model = pairOf()
  done(model, add(slow))
  const before = model.toxicsOf('office-1', 'a')
  t.equal(model.toxicsOf('office-1', 'a'), before)
  done(model, add({ ...slow, from: 'b' }))
  t.same(model.toxicsOf('office-1', 'a'), before)
  t.equal(model.toxicsOf('b', 'a').length, 1)
  t.end()
})
