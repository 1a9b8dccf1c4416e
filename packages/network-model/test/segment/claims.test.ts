import fc from 'fast-check'
import t from 'tap'
import type { NetworkModel } from '../../src/index.ts'
import { addressOf, eventsOf, kindOf, modelOf, reached, sharedAddress } from '../support/model.ts'

const claimants = (model: NetworkModel) => model.claimantsOf(sharedAddress)

t.test('NET-01: the shared address leads to whoever has it enabled, and moves with it', (t) => {
  const model = modelOf()
  t.same(model.claim('a', sharedAddress, 1, 0), [
    {
      kind: 'record',
      event: { name: 'address-claimed', address: sharedAddress, appliance: 'a', epoch: 1 },
    },
    {
      kind: 'record',
      event: { name: 'traffic-owner', address: sharedAddress, owner: 'a', others: [] },
    },
    { kind: 'record', event: { name: 'site-leads-to', appliance: 'a', by: 'shared-ip' } },
    { kind: 'site-route', appliance: 'a', leadsHere: true },
  ])
  t.equal(reached(model), 'a')
  t.same(model.release('a', sharedAddress, 1).map(kindOf), [
    'address-released',
    'address-lost',
    'traffic-owner',
    'site-leads-to',
    'site-route',
  ])
  model.claim('b', sharedAddress, 2, 2)
  t.equal(reached(model, sharedAddress, 2), 'b')
  t.end()
})

t.test('NET-02: with nobody enabled nobody answers', (t) => {
  const model = modelOf()
  t.same(model.dial('office-1', 'support.example.com', 443, 0).route, {
    kind: 'black-hole',
    addresses: [sharedAddress],
  })
  model.claim('a', sharedAddress, 1, 0)
  const [owner] = eventsOf(model.release('a', sharedAddress, 1), 'traffic-owner')
  t.match(owner, { owner: null, others: [] })
  t.equal(reached(model, sharedAddress, 1), 'black-hole')
  t.end()
})

t.test(
  'NET-02: with both enabled clients reach either, both are told, and told when it ends',
  (t) => {
    const model = modelOf()
    model.claim('a', sharedAddress, 1, 0)
    const effects = model.claim('b', sharedAddress, 1, 0)
    t.same(
      effects.filter((effect) => effect.kind === 'conflict'),
      [
        { kind: 'conflict', appliance: 'a', address: sharedAddress, others: ['b'] },
        { kind: 'conflict', appliance: 'b', address: sharedAddress, others: ['a'] },
      ],
    )
    t.match(eventsOf(effects, 'traffic-owner'), [{ owner: 'a', others: ['b'] }])
    t.ok(model.status(0).conflict)
    const asking = Array.from({ length: 100 }, (_, index) => `observer-${index}`)
    const hundred = asking.map((name) => reached(model, sharedAddress, 0, name))
    t.same([...new Set(hundred)].sort(), ['a', 'b'], 'whoever answered it last')
    t.same(
      asking.map((name) => reached(model, sharedAddress, 0, name)),
      hundred,
      'and each stays there',
    )
    t.match(
      model.release('a', sharedAddress, 0).filter((effect) => effect.kind === 'conflict'),
      [
        { appliance: 'b', others: [] },
        { appliance: 'a', others: [] },
      ],
      'whoever ends it is told too',
    )
    t.notOk(model.status(0).conflict)
    t.equal(reached(model), 'b')
    t.end()
  },
)

t.test('NET-02: the same seed sends the same connections to the same claimants', (t) => {
  const [one, other] = [modelOf(), modelOf()].map((model) => {
    model.claim('a', sharedAddress, 1, 0)
    model.claim('b', sharedAddress, 1, 0)
    return Array.from({ length: 50 }, (_, i) => reached(model, sharedAddress, 0, `observer-${i}`))
  })
  t.same(one, other)
  t.end()
})

t.test('FO-14: with fencing a claim older than any seen is refused, even after a release', (t) => {
  const model = modelOf({ fencing: true })
  model.claim('b', sharedAddress, 5, 0)
  model.release('b', sharedAddress, 0)
  t.same(model.claim('a', sharedAddress, 4, 0), [
    {
      kind: 'record',
      event: { name: 'claim-fenced', address: sharedAddress, appliance: 'a', epoch: 4, highest: 5 },
    },
    { kind: 'claim-refused', appliance: 'a', address: sharedAddress, highest: 5 },
  ])
  t.same(claimants(model), [])
  const own = model.claim('a', addressOf.a, 0, 0).map(kindOf)
  t.same(own, ['address-claimed'], 'fenced per address')
  t.end()
})

t.test(
  'FO-14: with fencing a newer claim ends the older one, of which its flows hear nothing',
  (t) => {
    const model = modelOf({ fencing: true })
    model.claim('a', sharedAddress, 1, 0)
    t.same(model.claim('b', sharedAddress, 2, 0).map(kindOf), [
      'address-claimed',
      'claim-fenced',
      'claim-refused',
      'address-lost',
      'traffic-owner',
      'site-leads-to',
      'site-route',
      'site-route',
    ])
    t.same(claimants(model), ['b'])
    t.end()
  },
)

t.test('FO-14: without fencing an old epoch stands beside the new one', (t) => {
  const model = modelOf()
  model.claim('b', sharedAddress, 5, 0)
  model.claim('a', sharedAddress, 1, 0)
  t.same(claimants(model), ['b', 'a'])
  t.end()
})

t.test('FO-14: whatever is claimed and released, fencing leaves only claims of one epoch', (t) => {
  const step = fc.record({
    appliance: fc.constantFrom('a', 'b'),
    epoch: fc.option(fc.integer({ min: 0, max: 5 })),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const model = modelOf({ fencing: true })
      const held = new Map<string, number>()
      let highest = -1
      for (const { appliance, epoch } of steps) {
        if (epoch === null) {
          model.release(appliance, sharedAddress, 0)
          held.delete(appliance)
          continue
        }
        model.claim(appliance, sharedAddress, epoch, 0)
        if (epoch >= highest) held.set(appliance, epoch)
        else held.delete(appliance)
        highest = Math.max(highest, epoch)
        for (const [name, of] of held) if (of < highest) held.delete(name)
        t.same([...claimants(model)].sort(), [...held.keys()].sort())
      }
    }),
    { numRuns: 300 },
  )
  t.end()
})

t.test('NET-01: the owner is told once per change, not for a claim repeated', (t) => {
  const model = modelOf()
  model.claim('a', sharedAddress, 1, 0)
  t.same(model.claim('a', sharedAddress, 1, 0), [])
  t.same(model.claim('a', sharedAddress, 2, 0).map(kindOf), ['address-claimed'])
  t.same(model.release('b', sharedAddress, 0), [])
  t.end()
})

t.test('NET-02: a host that goes down gives up all its addresses', (t) => {
  const model = modelOf()
  model.claim('a', addressOf.a, 0, 0)
  model.claim('a', sharedAddress, 1, 0)
  t.same(model.hostDown('a', 0).map(kindOf), [
    'address-released',
    'reset-flows',
    'address-released',
    'reset-flows',
    'traffic-owner',
    'site-leads-to',
    'site-route',
  ])
  t.same(model.hostDown('a', 0), [])
  t.equal(reached(model, addressOf.a, 0, 'b'), 'black-hole')
  t.end()
})
