import type { NetworkCommand } from '@understudy/shared'
import { ipv6TwinOf } from '@understudy/shared'
import t from 'tap'
import { addressOf, done, eventsOf, kindOf, pairOf, reached, site } from '../support/model.ts'

const dns = { swing: 'dns' } as const
const [twinOfA, twinOfB] = [ipv6TwinOf(addressOf.a), ipv6TwinOf(addressOf.b)]
const setRecord = (address: string, name = site): NetworkCommand => ({
  kind: 'set-record',
  input: { name, address },
})

/** The site's name has both appliances' IPv4 addresses. */
function withBoth(seed?: string) {
  const model = pairOf(dns, seed)
  const record = { name: site, type: 'A', address: addressOf.b, ttlMs: 300_000 } as const
  return { model, ...model.changeZone([{ kind: 'add', record }], 'dynamic-update') }
}

t.test('NET-13: with an AAAA beside the A the site leads to each, IPv6 first', (t) => {
  const model = pairOf(dns)
  t.same(done(model, setRecord(twinOfA)).map(kindOf), ['record-changed'], 'both lead to a')
  const { result, effects } = model.perform(setRecord(addressOf.b), 0)
  t.match(result, {
    ok: true,
    value: {
      warning: `${site} leads to a and b now, for it has several records (A ${addressOf.b}, AAAA ${twinOfA}): clients prefer IPv6`,
    },
  })
  t.match(eventsOf(effects, 'site-leads-to'), [{ appliance: 'a', others: ['b'], by: 'dns' }])
  t.same(
    effects.filter(({ kind }) => kind === 'site-route'),
    [{ kind: 'site-route', appliance: 'b', leadsHere: true }],
    'and a is not told that it is out of production',
  )
  t.ok(model.siteLeadsHere('a') && model.siteLeadsHere('b'))
  t.match(model.status(0), { siteLeadsTo: 'a, b', conflict: true, offices: [{ leadsTo: 'a' }] })
  t.equal(reached(model), 'a', 'a client prefers IPv6')
  t.match(model.status(0).offices, [{ siteAddress: `${twinOfA}, ${addressOf.b}`, stale: false }])
  done(model, setRecord(twinOfB))
  t.match(model.status(0), { siteLeadsTo: 'b', conflict: false, staleOffices: 1 })
  t.end()
})

t.test('NET-13: a remembered absence of an AAAA is heard of when it is over', (t) => {
  const model = pairOf(dns)
  t.equal(reached(model), 'a')
  done(model, setRecord(twinOfB), 1_000)
  t.equal(reached(model, site, 59_999), 'a')
  const { route, effects } = model.dial('office-1', site, 443, 60_000)
  t.match(route, { kind: 'to', appliance: 'b' })
  t.match(eventsOf(effects, 'office-moved'), [
    { from: 'a', to: 'b', why: `the name has an address in IPv6 now, that of ${addressOf.b}` },
  ])
  t.end()
})

t.test(
  'NET-13: a remembered absence is a lead to nobody, whatever the zone says meanwhile',
  (t) => {
    const model = pairOf(dns)
    done(model, { kind: 'remove-record', input: { name: site } })
    t.equal(reached(model), 'unknown-host')
    done(model, setRecord(addressOf.a), 1_000)
    t.match(model.status(1_000), {
      siteLeadsTo: 'a',
      staleOffices: 1,
      offices: [{ leadsTo: null, siteAddress: null }],
    })
    t.equal(reached(model, site, 59_999), 'unknown-host')
    t.equal(model.status(60_000).staleOffices, 0)
    const { effects } = model.dial('office-1', site, 443, 60_000)
    t.match(eventsOf(effects, 'office-moved'), [
      { from: null, to: 'a', why: /memory that the name has no address \(60 s\) expired/ },
    ])
    t.end()
  },
)

t.test('NET-13: several A records lead to each, and no office moves by taking another one', (t) => {
  const { model, effects } = withBoth()
  t.match(eventsOf(effects, 'site-leads-to'), [{ appliance: 'a', others: ['b'] }])
  const dialled = Array.from({ length: 50 }, () => model.dial('office-1', site, 443, 0))
  t.same(
    new Set(dialled.map(({ route }) => route.kind === 'to' && route.appliance)),
    new Set(['a', 'b']),
  )
  t.same(
    dialled.flatMap((one) => one.effects),
    [],
  )
  t.match(model.status(0), { siteLeadsTo: 'a, b', offices: [{ leadsTo: 'a, b', stale: false }] })
  const removed = done(model, setRecord(addressOf.b))
  t.match(eventsOf(removed, 'site-leads-to'), [{ appliance: 'b' }])
  t.match(model.status(0), { siteLeadsTo: 'b', offices: [{ leadsTo: 'a, b', stale: true }] })
  t.end()
})

t.test(
  'NET-13: of several addresses the next is dialled after a silent one, at once after another',
  (t) => {
    const model = pairOf(dns)
    done(model, setRecord('2001:db8::192.0.2.77'))
    t.same(model.dial('office-1', site, 443, 0).route, {
      kind: 'black-hole',
      addresses: ['192.0.2.77', addressOf.a],
    })
    t.match(model.status(0), { siteLeadsTo: 'a', offices: [{ leadsTo: 'a', stale: false }] })
    done(model, setRecord('2001:db9::1'), 1)
    t.equal(
      reached(model, site, 4_000_000),
      'a',
      'to an address without a way there is nothing to wait for',
    )
    model.setPathEnabled('clients-a', false)
    done(model, setRecord(twinOfA), 4_000_000)
    done(model, setRecord(addressOf.b), 4_000_000)
    t.equal(reached(model, site, 8_000_000), 'b', 'a refuses')
    t.end()
  },
)

t.test('NET-13: a name with several addresses stands for none of them in an operation', (t) => {
  const { model } = withBoth()
  t.match(model.perform(setRecord(site, 'other.example.com'), 0).result, {
    ok: false,
    refusal: { message: /a name of the zone with just one, found "support.example.com"/ },
  })
  t.end()
})

t.test('NET-04: a TTL that is edited is told with the one before', (t) => {
  const model = pairOf(dns)
  const lower = { name: site, address: addressOf.a, ttlSeconds: 30 }
  const [told] = eventsOf(done(model, { kind: 'set-record', input: lower }), 'record-changed')
  t.match(told, { from: addressOf.a, to: addressOf.a, ttlMs: 30_000, ttlBeforeMs: 300_000 })
  const [next] = eventsOf(done(model, setRecord(addressOf.b)), 'record-changed')
  t.notOk(next !== undefined && 'ttlBeforeMs' in next, 'not where it stays')
  t.end()
})
