import { createRandom } from '@understudy/shared'
import t from 'tap'
import { NetworkModel } from '../../model/index.ts'
import { network, sharedAddress } from '../support/lab.ts'

const ownAddress = '192.0.2.11'
const modelOf = (fencing = false): NetworkModel =>
  new NetworkModel({ ...network, fencing }, createRandom('network'))

t.test('NET-01: the shared address leads to whoever has it enabled, and moves with it', (t) => {
  const model = modelOf()
  t.same(model.claim('a', sharedAddress, 1), [
    {
      kind: 'record',
      event: { name: 'address-claimed', address: sharedAddress, appliance: 'a', epoch: 1 },
    },
    {
      kind: 'record',
      event: { name: 'traffic-owner', address: sharedAddress, owner: 'a', others: [] },
    },
  ])
  t.same(model.route('clients', sharedAddress), { kind: 'to', appliance: 'a' })
  t.same(model.release('a', sharedAddress).map(kindOf), [
    'address-released',
    'reset-flows',
    'traffic-owner',
  ])
  model.claim('b', sharedAddress, 2)
  t.same(model.route('clients', sharedAddress), { kind: 'to', appliance: 'b' })
  t.end()
})

t.test('NET-02: with nobody enabled nobody answers', (t) => {
  const model = modelOf()
  t.same(model.route('clients', sharedAddress), { kind: 'black-hole' })
  model.claim('a', sharedAddress, 1)
  const last = model.release('a', sharedAddress).at(-1)
  t.match(last, { event: { name: 'traffic-owner', owner: null, others: [] } })
  t.same(model.route('clients', sharedAddress), { kind: 'black-hole' })
  t.end()
})

t.test(
  'NET-02: with both enabled clients reach either, both are told, and told when it ends',
  (t) => {
    const model = modelOf()
    model.claim('a', sharedAddress, 1)
    const effects = model.claim('b', sharedAddress, 1)
    t.same(
      effects.filter((effect) => effect.kind === 'conflict'),
      [
        { kind: 'conflict', appliance: 'a', address: sharedAddress, others: ['b'] },
        { kind: 'conflict', appliance: 'b', address: sharedAddress, others: ['a'] },
      ],
    )
    t.match(effects[1], { event: { name: 'traffic-owner', owner: 'a', others: ['b'] } })
    const reached = Array.from({ length: 100 }, () => {
      const route = model.route('clients', sharedAddress)
      return route.kind === 'to' ? route.appliance : 'nobody'
    })
    t.same([...new Set(reached)].sort(), ['a', 'b'])
    t.match(model.release('a', sharedAddress).at(-1), {
      kind: 'conflict',
      appliance: 'b',
      others: [],
    })
    t.end()
  },
)

t.test('NET-02: the same seed sends the same flows to the same claimants', (t) => {
  const routes = [modelOf(), modelOf()].map((model) => {
    model.claim('a', sharedAddress, 1)
    model.claim('b', sharedAddress, 1)
    return Array.from({ length: 50 }, () => model.route('clients', sharedAddress))
  })
  t.same(routes[0], routes[1])
  t.end()
})

t.test('FO-14: with fencing a claim older than any seen is refused, even after a release', (t) => {
  const model = modelOf(true)
  model.claim('b', sharedAddress, 5)
  model.release('b', sharedAddress)
  t.same(model.claim('a', sharedAddress, 4), [
    {
      kind: 'record',
      event: { name: 'claim-fenced', address: sharedAddress, appliance: 'a', epoch: 4, highest: 5 },
    },
    { kind: 'claim-refused', appliance: 'a', address: sharedAddress, highest: 5 },
  ])
  t.same(model.claimantsOf(sharedAddress), [])
  t.same(model.claim('a', ownAddress, 0).map(kindOf), ['address-claimed'], 'fenced per address')
  t.end()
})

t.test('FO-14: with fencing a newer claim ends the older one and resets its flows', (t) => {
  const model = modelOf(true)
  model.claim('a', sharedAddress, 1)
  t.same(model.claim('b', sharedAddress, 2).map(kindOf), [
    'address-claimed',
    'claim-fenced',
    'claim-refused',
    'reset-flows',
    'traffic-owner',
  ])
  t.same(model.claimantsOf(sharedAddress), ['b'])
  t.end()
})

t.test('FO-14: without fencing an old epoch stands beside the new one', (t) => {
  const model = modelOf()
  model.claim('b', sharedAddress, 5)
  model.claim('a', sharedAddress, 1)
  t.same(model.claimantsOf(sharedAddress), ['b', 'a'])
  t.end()
})

t.test('NET-01: the owner is told once per change, not for a claim repeated', (t) => {
  const model = modelOf()
  model.claim('a', sharedAddress, 1)
  t.same(model.claim('a', sharedAddress, 1), [])
  t.same(model.claim('a', sharedAddress, 2).map(kindOf), ['address-claimed'])
  t.same(model.release('b', sharedAddress), [])
  t.end()
})

t.test('NET-02: a host that goes down gives up all its addresses', (t) => {
  const model = modelOf()
  model.claim('a', ownAddress, 0)
  model.claim('a', sharedAddress, 1)
  t.same(model.hostDown('a').map(kindOf), [
    'address-released',
    'reset-flows',
    'address-released',
    'reset-flows',
    'traffic-owner',
  ])
  t.same(model.hostDown('a'), [])
  t.same(model.route('b', ownAddress), { kind: 'black-hole' })
  t.end()
})

t.test('NET-09: a cut path stalls flows and swallows new ones, both ways, until healed', (t) => {
  const model = modelOf()
  model.claim('a', ownAddress, 0)
  t.same(model.cutPath('a', 'b').map(kindOf), ['path-cut', 'stall-flows'])
  t.same(model.cutPath('b', 'a'), [], 'it is cut already')
  t.same(model.route('b', ownAddress), { kind: 'black-hole' })
  t.same(model.route('clients', ownAddress), { kind: 'to', appliance: 'a' })
  t.same(model.healPath('b', 'a').map(kindOf), ['path-healed', 'resume-flows'])
  t.same(model.route('b', ownAddress), { kind: 'to', appliance: 'a' })
  t.same(model.healPath('a', 'b'), [])
  t.end()
})

type Effect = ReturnType<NetworkModel['claim']>[number]
function kindOf(effect: Effect): string {
  return effect.kind === 'record' ? effect.event.name : effect.kind
}
