import type { NetworkConfig } from '@understudy/shared'
import t from 'tap'
import { once } from '../../parity/index.ts'
import {
  addressOf,
  done,
  eventsOf,
  kindOf,
  modelOf,
  pairOf,
  publicAddress,
  reached,
  sharedAddress,
  site,
} from '../support/model.ts'

const offices: NetworkConfig['offices'] = [
  { name: 'office-1', resolver: { habit: 'honour' } },
  { name: 'office-2', resolver: { habit: 'clamp', ttlMinMs: 3_600_000, ttlMaxMs: 3_600_000 } },
  { name: 'office-3', resolver: { habit: 'ignore', holdMs: 86_400_000 } },
]
const dns: Partial<NetworkConfig> = { swing: 'dns', offices }
const toB = { kind: 'set-record', input: { name: site, address: addressOf.b } } as const

t.test('NET-04: editing the record leads who asks anew to the other appliance', (t) => {
  const model = pairOf(dns)
  t.equal(model.status(0).siteLeadsTo, 'a')
  t.ok(model.siteLeadsHere('a') && !model.siteLeadsHere('b'))
  t.same(done(model, toB), [
    {
      kind: 'record',
      event: {
        name: 'record-changed',
        record: site,
        type: 'A',
        from: addressOf.a,
        to: addressOf.b,
        ttlMs: 300_000,
        serial: 2,
        by: 'operation',
      },
    },
    { kind: 'record', event: { name: 'site-leads-to', appliance: 'b', by: 'dns' } },
    { kind: 'site-route', appliance: 'a', leadsHere: false },
    { kind: 'site-route', appliance: 'b', leadsHere: true },
  ])
  t.equal(reached(model), 'b')
  t.same(done(model, toB), [], 'said twice it changes nothing')
  t.end()
})

t.test('NET-04: each office moves when its resolver lets go, and says why', (t) => {
  const model = pairOf(dns)
  const dialAll = (nowMs: number) =>
    offices.flatMap(({ name }) => model.dial(name, site, 443, nowMs).effects)
  // After two days whatever was known at first has expired: from here on lives are whole ones.
  const startMs = 172_800_000
  dialAll(0)
  dialAll(startMs)
  done(model, toB, startMs + 1_000)
  t.equal(model.status(startMs + 1_000).staleOffices, 3)
  t.same(dialAll(startMs + 299_999), [])
  t.same(eventsOf(dialAll(startMs + 300_000), 'office-moved'), [
    {
      name: 'office-moved',
      office: 'office-1',
      from: 'a',
      to: 'b',
      why: "the resolver's cache (honour, 300 s) expired",
    },
  ])
  t.equal(model.status(startMs + 300_000).staleOffices, 2)
  t.match(eventsOf(dialAll(startMs + 3_600_000), 'office-moved'), [
    { office: 'office-2', why: "the resolver's cache (clamp, 3600 s) expired" },
  ])
  t.same(dialAll(startMs + 86_399_999), [])
  t.match(eventsOf(dialAll(startMs + 86_400_000), 'office-moved'), [
    { office: 'office-3', why: "the resolver's cache (ignore, 86400 s) expired" },
  ])
  t.equal(model.status(startMs + 86_400_000).staleOffices, 0)
  t.end()
})

t.test('NET-04: a lower TTL counts from the next answer on', (t) => {
  const model = pairOf(dns)
  reached(model, site, 0)
  done(
    model,
    { kind: 'set-record', input: { name: site, address: addressOf.a, ttlSeconds: 10 } },
    0,
  )
  reached(model, site, 300_000)
  done(model, toB, 300_001)
  t.equal(reached(model, site, 309_999), 'a')
  t.equal(reached(model, site, 310_000), 'b')
  t.end()
})

t.test('NET-07: who dials an address stays with it after a DNS swing', (t) => {
  const model = pairOf(dns)
  done(model, toB)
  t.equal(reached(model, addressOf.a), 'a')
  t.equal(reached(model, site), 'b')
  t.end()
})

t.test('NET-06: a hosts file sends a client to B before the swing', (t) => {
  const model = pairOf(dns)
  t.equal(reached(model, addressOf.b), 'b')
  t.equal(reached(model, site), 'a')
  t.end()
})

t.test(
  'NET-04: a record that is gone leads nowhere, and the edits that are none are refused',
  (t) => {
    const model = pairOf(dns)
    const effects = done(model, { kind: 'remove-record', input: { name: site } })
    t.match(eventsOf(effects, 'site-leads-to'), [{ appliance: null }])
    t.equal(reached(model), 'unknown-host')
    for (const [name, address, message] of [
      ['site.example.net', addressOf.a, /in the zone example.com/],
      [site, 'c.example.com', /a has 192.0.2.11, b has 192.0.2.12/],
    ] as const) {
      const input = { name, address }
      t.match(model.perform({ kind: 'set-record', input }, 0).result, {
        ok: false,
        refusal: { message },
      })
    }
    const again = model.perform({ kind: 'remove-record', input: { name: site } }, 0)
    t.match(again.result, { ok: false, refusal: { message: /a.example.com/ } })
    done(model, { kind: 'set-record', input: { name: site, address: 'b.example.com' } })
    t.equal(reached(model, site, 60_000), 'b', 'a name of the zone stands for its address')
    t.end()
  },
)

t.test('NET-04: names nobody has are unknown, and an address that nobody has is silence', (t) => {
  const model = pairOf()
  t.equal(reached(model, 'c.example.com'), 'unknown-host')
  t.equal(reached(model, 'www.example.org'), 'unknown-host')
  t.equal(reached(model, ''), 'unknown-host')
  t.equal(reached(model, '192.0.2.77'), 'black-hole')
  t.equal(reached(model, '2001:db9::1'), 'unknown-host')
  t.equal(reached(model, site, 0, 'office-1', 80), 'refused', 'nothing listens on other ports')
  t.end()
})

t.test('NET-08: an address of the lab is meant by its IPv6 twin in any form', (t) => {
  const model = pairOf()
  for (const twin of ['2001:db8::c000:20b', '2001:DB8:0:0::192.0.2.11', '[2001:db8::c000:020b]']) {
    t.equal(reached(model, twin), 'a', twin)
  }
  done(model, { kind: 'set-record', input: { name: site, address: '2001:db8::c000:20c' } })
  t.same(
    model.zone.records.filter((record) => record.name === site).map(({ type }) => type),
    ['A', 'AAAA'],
  )
  t.end()
})

for (const onChange of ['keep', 'cut'] as const) {
  t.test(`NET-05: a rule moves new connections at once; with ${onChange} established ones`, (t) => {
    const model = pairOf({ swing: 'nat', nat: { onChange } })
    t.same(model.dial('office-1', site, 443, 0).route, {
      kind: 'to',
      appliance: 'a',
      address: addressOf.a,
      via: publicAddress,
    })
    const effects = done(model, { kind: 'set-nat-rule', input: { address: addressOf.b } })
    t.match(eventsOf(effects, 'nat-rule-changed'), [
      { publicAddress, port: 443, from: addressOf.a, to: addressOf.b, onChange },
    ])
    t.match(eventsOf(effects, 'site-leads-to'), [{ appliance: 'b', by: 'nat' }])
    t.same(
      effects.filter((effect) => effect.kind === 'reset-flows'),
      onChange === 'cut'
        ? [{ kind: 'reset-flows', appliance: 'a', address: addressOf.a, via: publicAddress }]
        : [],
    )
    const moved = eventsOf(model.dial('office-1', site, 443, 1).effects, 'office-moved')
    t.match(moved, [{ from: 'a', to: 'b', why: `the gateway's rule leads to ${addressOf.b} now` }])
    t.end()
  })
}

t.test('NET-05: rules that cannot be are refused', (t) => {
  const model = pairOf({ swing: 'nat' })
  const perform = (input: { address: string; port?: number }) =>
    model.perform({ kind: 'set-nat-rule', input }, 0).result
  t.match(perform({ address: publicAddress }), {
    ok: false,
    refusal: { message: /behind the gateway/ },
  })
  t.match(perform({ address: 'nobody' }), { ok: false, refusal: { message: /found "nobody"/ } })
  t.match(perform({ address: addressOf.b, port: 80 }), {
    ok: false,
    refusal: { message: /\(443\), found 80/ },
  })
  t.match(perform({ address: 'b.example.com' }), { ok: true, value: { address: addressOf.b } })
  t.end()
})

t.test('NET-05: the gateway has an ARP cache of its own', (t) => {
  const arp = { ...once, lostAnnouncementShare: 1 }
  const model = pairOf({ swing: 'nat', arp })
  done(model, { kind: 'set-nat-rule', input: { address: sharedAddress } })
  t.equal(reached(model), 'a')
  model.release('a', sharedAddress, 1)
  const lost = eventsOf(model.claim('b', sharedAddress, 2, 1), 'announcement-lost')
  t.match(lost, [{ neighbour: 'gateway' }])
  t.equal(reached(model, site, 2), 'black-hole')
  t.equal(reached(model, sharedAddress, 2), 'b', 'who goes past the gateway asks for itself')
  t.equal(reached(model, site, 60_000), 'b')
  t.end()
})

t.test('NET-01: the site is told to lead somewhere when it first does', (t) => {
  const model = modelOf({ swing: 'dns' })
  t.equal(model.status(0).siteLeadsTo, null)
  t.same(model.claim('b', addressOf.b, 0, 0).map(kindOf), ['address-claimed'])
  t.match(eventsOf(model.claim('a', addressOf.a, 0, 0), 'site-leads-to'), [
    { appliance: 'a', by: 'dns' },
  ])
  t.end()
})

t.test('NET-03: an office says why it moves on the segment', (t) => {
  const arp = { ...once, lostAnnouncementShare: 1 }
  const why = (lost: boolean): readonly string[] => {
    const model = pairOf(lost ? { arp } : {})
    const told: string[] = []
    const dial = (nowMs: number): void => {
      const { effects } = model.dial('office-1', site, 443, nowMs)
      for (const { from, to, why } of eventsOf(effects, 'office-moved')) {
        told.push(`${from} to ${to}: ${why}`)
      }
    }
    dial(0)
    model.release('a', sharedAddress, 1_000)
    model.claim('b', sharedAddress, 2, 1_000)
    for (const nowMs of [1_000, 30_000, 60_000, 90_000]) dial(nowMs)
    return told
  }
  t.same(why(false), [`a to b: b has announced ${sharedAddress}`])
  t.same(why(true), [
    `a to null: its ARP cache still says a has ${sharedAddress}`,
    'null to b: its ARP entry (60 s) aged',
  ])
  t.end()
})

t.test('NET-02: in a conflict an office moves to whom it heard last, once', (t) => {
  const model = pairOf()
  reached(model)
  model.claim('b', sharedAddress, 1, 0)
  const told = Array.from({ length: 50 }, () => model.dial('office-1', site, 443, 1).effects)
  t.match(eventsOf(told.flat(), 'office-moved'), [
    { from: 'a', to: 'b', why: `b has announced ${sharedAddress}` },
  ])
  t.match(eventsOf(model.release('a', sharedAddress, 2), 'site-leads-to'), [{ appliance: 'b' }])
  t.same(model.dial('office-1', site, 443, 3).effects, [])
  t.end()
})

t.test('NET-04: an unknown origin has caches of its own, and many do not fill the memory', (t) => {
  const model = pairOf(dns)
  for (let index = 0; index < 1_000; index++) model.dial(`observer-${index}`, site, 443, 0)
  t.equal(reached(model, site, 0, 'observer-7'), 'a')
  t.equal(model.status(0).offices.length, 3)
  t.end()
})
