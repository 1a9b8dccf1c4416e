import fc from 'fast-check'
import t from 'tap'
import type { NetworkEffect } from '../../src/index.ts'
import { addressOf, done, eventsOf, kindOf, pairOf, reached } from '../support/model.ts'

const offices = Array.from({ length: 3 }, (_, index) => ({
  name: `office-${index + 1}`,
  resolver: { habit: 'honour' } as const,
}))
const groups = { clients: offices.map(({ name }) => name), branch: ['office-1', 'office-2'] }
const cut = (from: string, to: string, oneWay = false) =>
  ({ kind: 'cut-path', input: { from, to, ...(oneWay ? { oneWay } : {}) } }) as const
const heal = (from: string, to: string) => ({ kind: 'heal-path', input: { from, to } }) as const
const ways = (effects: readonly NetworkEffect[], kind: 'stall-flows' | 'resume-flows') =>
  effects.flatMap((effect) => (effect.kind === kind ? [`${effect.from} to ${effect.to}`] : []))

t.test('NET-09: a cut path stalls flows and swallows new ones, both ways, until healed', (t) => {
  const model = pairOf()
  const effects = done(model, cut('a', 'b'))
  t.same(effects.map(kindOf), ['path-cut', 'stall-flows', 'stall-flows'])
  t.same(ways(effects, 'stall-flows').sort(), ['a to b', 'b to a'])
  t.same(done(model, cut('b', 'a')), [], 'cut already')
  t.equal(reached(model, addressOf.a, 0, 'b'), 'black-hole')
  t.equal(reached(model, addressOf.b, 0, 'a'), 'black-hole')
  t.equal(reached(model, addressOf.a), 'a')
  t.same(done(model, heal('b', 'a')).map(kindOf), ['path-healed', 'resume-flows', 'resume-flows'])
  t.equal(reached(model, addressOf.a, 0, 'b'), 'a')
  t.same(done(model, heal('a', 'b')), [])
  t.end()
})

t.test('NET-09: cut one way only what the one sends is lost, and no connection is made', (t) => {
  const model = pairOf()
  const effects = done(model, cut('a', 'office-1', true))
  t.match(eventsOf(effects, 'path-cut'), [{ direction: 'one-way' }])
  t.same(ways(effects, 'stall-flows'), ['a to office-1'])
  t.notOk(model.carriesFrom('a', 'office-1'))
  t.ok(model.carriesFrom('office-1', 'a'))
  t.equal(reached(model), 'black-hole', 'its SYN gets no answer')
  t.equal(reached(model, addressOf.b), 'b')
  t.end()
})

t.test('NET-09: groups are cut as a whole, and healed one by one', (t) => {
  const model = pairOf({ offices, groups })
  const effects = done(model, cut('branch', 'a'))
  t.equal(ways(effects, 'stall-flows').length, 4)
  t.same(
    ['office-1', 'office-2', 'office-3'].map((name) => reached(model, addressOf.a, 0, name)),
    ['black-hole', 'black-hole', 'a'],
  )
  t.same(ways(done(model, heal('office-2', 'a')), 'resume-flows').sort(), [
    'a to office-2',
    'office-2 to a',
  ])
  t.equal(reached(model, addressOf.a, 0, 'office-2'), 'a')
  const all = done(model, cut('*', 'b'))
  t.ok(ways(all, 'stall-flows').includes('conductor to b'))
  t.ok(ways(all, 'stall-flows').includes('b to outside'))
  t.equal(reached(model, addressOf.b, 0, 'b'), 'b', 'what a host sends itself passes no cable')
  t.end()
})

t.test('NET-09: paths between hosts that nobody has are refused with the nearest word', (t) => {
  const model = pairOf({ offices, groups })
  t.match(model.perform(cut('a', 'client'), 0).result, {
    ok: false,
    refusal: {
      message:
        'Expected one of the hosts a, b, conductor, outside, gateway, mail, events, update-server, clients, branch, office-1, ' +
        'office-2, office-3, *, found "client". Did you mean "clients"?',
    },
  })
  t.equal(model.status(0).faults.length, 0)
  t.end()
})

t.test('NET-09: a path from a host to itself is none, for a cable and for a fault', (t) => {
  const model = pairOf({ offices, groups: { ...groups, one: ['a'] } })
  const latency = { kind: 'latency', latencyMs: 100 } as const
  for (const [from, to] of [
    ['a', 'a'],
    ['a', 'one'],
  ] as const) {
    const refused = { ok: false, refusal: { message: /two hosts, found "a" at both ends/ } }
    t.match(model.perform(cut(from, to), 0).result, refused)
    t.match(
      model.perform({ kind: 'add-fault', input: { ...latency, from, to } }, 0).result,
      refused,
    )
  }
  t.ok(model.perform(cut('branch', 'branch'), 0).result.ok, 'within a group there are paths')
  t.ok(model.perform(cut('*', '*'), 0).result.ok)
  t.end()
})

/** What stands still after the effects; no direction is told twice. */
function follow(stalled: Set<string>, effects: readonly NetworkEffect[]): void {
  for (const way of ways(effects, 'stall-flows')) {
    if (stalled.has(way)) throw new Error(`${way} is stalled twice`)
    stalled.add(way)
  }
  for (const way of ways(effects, 'resume-flows')) {
    if (!stalled.delete(way)) throw new Error(`${way} was not stalled`)
  }
}

t.test('NET-09: whatever is cut and healed, the effects add up to what passes', (t) => {
  const word = fc.constantFrom('a', 'b', 'office-1', 'clients', 'branch', '*')
  const order = fc
    .record({ kind: fc.boolean(), from: word, to: word, oneWay: fc.boolean() })
    .filter(({ from, to }) => from !== to || ['clients', 'branch', '*'].includes(from))
  const hosts = ['a', 'b', 'office-1', 'office-2', 'office-3', 'conductor']
  fc.assert(
    fc.property(fc.array(order, { maxLength: 30 }), (orders) => {
      const model = pairOf({ offices, groups })
      const stalled = new Set<string>()
      for (const { kind, ...input } of orders) {
        const effects = done(model, { kind: kind ? 'cut-path' : 'heal-path', input })
        follow(stalled, effects)
      }
      for (const from of hosts) {
        for (const to of ['a', 'b']) {
          t.equal(model.carriesFrom(from, to), !stalled.has(`${from} to ${to}`))
          t.equal(model.carriesFrom(to, from), !stalled.has(`${to} to ${from}`))
        }
      }
    }),
    { numRuns: 100 },
  )
  t.end()
})

t.test('NET-10: a disabled path refuses its connections, and only its own', (t) => {
  const model = pairOf({ offices, groups })
  t.same(model.pathNames, ['clients-a', 'clients-b', 'a-b', 'b-a'])
  const effects = model.setPathEnabled('clients-a', false)
  t.same(
    effects.map((effect) => effect.kind === 'reset-path' && `${effect.from} ${effect.appliance}`),
    ['outside a', 'office-1 a', 'office-2 a', 'office-3 a'],
  )
  t.equal(reached(model, addressOf.a), 'refused')
  t.equal(reached(model, addressOf.a, 0, 'outside'), 'refused')
  t.equal(reached(model, addressOf.a, 0, 'b'), 'a')
  t.equal(reached(model, addressOf.b), 'b')
  t.same(model.setPathEnabled('clients-a', false), [])
  t.same(model.setPathEnabled('clients-a', true), [])
  t.equal(reached(model, addressOf.a), 'a')
  t.end()
})

t.test('NET-10: toxics of a path hit what its ends send each other, also from outside', (t) => {
  const model = pairOf({ offices, groups })
  const toxic = (name: string) => ({ name, type: 'noop', toxicity: 1, attributes: {} }) as const
  const effects = model.setPathToxics('clients-b', [toxic('up')], [toxic('down')])
  t.equal(effects.length, 8, 'three offices and outside, both ways')
  const names = (from: string, to: string) => model.toxicsOf(from, to).map(({ name }) => name)
  t.same(names('office-2', 'b'), ['up'])
  t.same(names('b', 'outside'), ['down'])
  t.same(names('a', 'b'), [])
  model.setPathToxics('a-b', [toxic('there')], [toxic('back')])
  model.setPathToxics('b-a', [toxic('other')], [])
  t.same(names('b', 'a'), ['back', 'other'])
  t.same(model.setPathToxics('c-d', [toxic('x')], []), [])
  t.end()
})
