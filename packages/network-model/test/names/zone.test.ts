import { resolveLab } from '@understudy/shared'
import t from 'tap'
import { labZone } from '../../src/names/lab-zone.ts'
import { Zone } from '../../src/names/zone.ts'

const a = (name: string, address: string, ttlMs = 300_000) =>
  ({ name, type: 'A', address, ttlMs }) as const

const zone = () =>
  new Zone('example.com', 60_000, [
    a('support.example.com', '192.0.2.1'),
    a('deep.down.example.com', '192.0.2.9'),
  ])

t.test('NET-04: a missing name, a missing type and a foreign name are told apart', async (t) => {
  const z = zone()
  t.match(z.find('Support.Example.COM.', 'A'), { kind: 'records', records: { length: 1 } })
  t.equal(z.find('support.example.com', 'AAAA').kind, 'no-data')
  t.equal(z.find('example.com', 'A').kind, 'no-data', 'the apex always exists')
  t.equal(z.find('down.example.com', 'A').kind, 'no-data', 'a name between exists (RFC 8020)')
  t.equal(z.find('nope.example.com', 'A').kind, 'no-such-name')
  t.equal(z.find('support.example.org', 'A').kind, 'outside')
  t.equal(z.find('badexample.com', 'A').kind, 'outside')
})

t.test(
  'NET-04: an edit moves the record, grows the serial by one and says from where',
  async (t) => {
    const z = zone()
    t.equal(z.serial, 1)
    t.same(z.set(a('SUPPORT.example.com', '192.0.2.2', 5_000)), {
      ok: true,
      serial: 2,
      changed: [
        {
          name: 'support.example.com',
          type: 'A',
          ttlMs: 5_000,
          ttlBeforeMs: 300_000,
          from: '192.0.2.1',
          to: '192.0.2.2',
        },
      ],
    })
    t.equal(z.records[0]?.name, 'support.example.com', 'it keeps its place')
    t.same(z.set(a('support.example.com', '192.0.2.2', 5_000)), {
      ok: true,
      serial: 2,
      changed: [],
    })
    t.match(z.set(a('support.example.com', '192.0.2.2', 6_000)), { serial: 3 }, 'a TTL counts')
    t.match(z.remove('support.example.com', 'A'), { serial: 4, changed: [{ to: 'none' }] })
    t.match(z.remove('support.example.com', 'A'), { ok: true, serial: 4, changed: [] })
  },
)

t.test('NET-04: changes that go together are made together or not at all', async (t) => {
  const z = zone()
  const swing = [
    { kind: 'remove', name: 'support.example.com', type: 'A' },
    { kind: 'add', record: a('support.example.com', '192.0.2.2', 1_000) },
    { kind: 'add', record: a('support.example.com', '192.0.2.3', 2_000) },
  ] as const
  t.match(z.apply(swing), { ok: true, serial: 2, changed: [{ to: '192.0.2.2, 192.0.2.3' }] })
  const before = z.records
  t.same(
    before.filter((r) => r.name === 'support.example.com').map((r) => r.ttlMs),
    [2_000, 2_000],
    'all of a name and type have one TTL',
  )
  const outcome = z.apply([
    { kind: 'remove', name: 'support.example.com' },
    { kind: 'add', record: a('support.example.org', '192.0.2.2') },
  ])
  t.match(outcome, { ok: false, message: /expected a name in the zone example.com/ })
  t.equal(z.records, before)
  t.equal(z.serial, 2)
})

t.test('NET-04: one address of several can be taken away', async (t) => {
  const z = zone()
  const aaaa = (address: string) =>
    ({ name: 'v6.example.com', type: 'AAAA', address, ttlMs: 1 }) as const
  z.apply([
    { kind: 'add', record: aaaa('2001:DB8:0::1') },
    { kind: 'add', record: aaaa('2001:db8::2') },
  ])
  const address = '2001:db8:0:0:0:0:0:1'
  const outcome = z.apply([{ kind: 'remove', name: 'V6.example.com', type: 'AAAA', address }])
  t.match(outcome, { changed: [{ from: '2001:db8::1, 2001:db8::2', to: '2001:db8::2' }] })
})

t.test('SEC-03: what is no record of the zone is refused, and so is too much', async (t) => {
  const z = zone()
  t.match(z.set(a('x.example.com', '192.0.2.256')), {
    message: /an IPv4 address, found 192.0.2.256/,
  })
  t.match(z.set({ ...a('x.example.com', '192.0.2.1'), type: 'AAAA' }), { message: /IPv6/ })
  for (const name of ['-x', 'x y', `${'x'.repeat(64)}`, '*', '']) {
    t.match(z.set(a(`${name}.example.com`, '192.0.2.1')), { ok: false }, `"${name}"`)
  }
  const many = (count: number, record: (i: number) => ReturnType<typeof a>) =>
    z.apply(Array.from({ length: count }, (_, i) => ({ kind: 'add', record: record(i) })))
  t.match(
    many(17, (i) => a('x.example.com', `192.0.2.${i}`)),
    { message: /at most 16 addresses/ },
  )
  t.match(
    many(999, (i) => a(`x${i}.example.com`, '192.0.2.1')),
    { message: /at most 1000 records/ },
  )
  t.match(
    many(998, (i) => a(`x${i}.example.com`, '192.0.2.1')),
    { ok: true, serial: 2 },
  )
})

const labWith = (network: object, hosts: readonly [string, string, string]) => {
  const versions = { base: '1.0', site: '1.0' }
  return resolveLab({
    siteHostname: hosts[0],
    appliances: {
      a: { hostname: hosts[1], address: '192.0.2.1', ...versions },
      b: { hostname: hosts[2], address: '192.0.2.2', ...versions },
    },
    network,
  }).network
}

t.test("NET-01, NET-04, NET-05: the site's record leads where the swing wants it", async (t) => {
  const hosts = ['support.example.com', 'a.example.com', 'b.example.com'] as const
  const addressOf = (network: object) => {
    const finding = labZone(labWith(network, hosts)).find('support.example.com', 'A')
    return finding.kind === 'records' ? finding.records : []
  }
  t.match(addressOf({}), [{ address: '192.0.2.100', ttlMs: 300_000 }])
  t.match(addressOf({ swing: 'dns', dns: { ttlSeconds: 5 } }), [
    { address: '192.0.2.1', ttlMs: 5_000 },
  ])
  t.match(addressOf({ swing: 'nat' }), [{ address: '203.0.113.80' }])
  const zone = labZone(labWith({}, hosts))
  t.match(zone.find('b.example.com', 'AAAA'), { records: [{ address: '2001:db8::c000:202' }] })
  t.match(zone.find(zone.nameServer, 'A'), { records: [{ ttlMs: 3_600_000 }] })
})

t.test("NET-04: the zone is what the lab's names share", async (t) => {
  const origin = (...hosts: [string, string, string]) => labZone(labWith({}, hosts)).origin
  t.equal(origin('support.example.com', 'a.example.com', 'b.example.com'), 'example.com')
  t.equal(origin('example.com', 'a.example.com', 'b.x.example.com'), 'example.com')
  t.equal(
    origin('s.corp.example.com', 'a.corp.example.com', 'b.corp.example.com'),
    'corp.example.com',
  )
  t.equal(origin('support.example.com', 'a.example.org', 'b.example.org'), '', 'nothing: the root')
  t.equal(origin('support.com', 'a.com', 'b.com'), '', 'one label is not enough')
  const root = labZone(labWith({}, ['support.example.com', 'a.example.org', 'b.example.org']))
  t.equal(root.find('a.example.org', 'A').kind, 'records')
  t.equal(root.nameServer, 'ns')
})
