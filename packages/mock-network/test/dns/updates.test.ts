import t from 'tap'
import { realNowSeconds, testAnswerer, testKey, testZone } from './support/lab-zone.ts'
import { decoded, packetOf, query, type Section, signed } from './support/packets.ts'

const IN = 1
const NONE = 254
const ANY = 255
const A = 1
const ip = (...octets: number[]) => Buffer.from(octets)
const rr = (name: string, type: number, classCode: number, data?: Buffer, ttl = 0): Section => ({
  name: `${name}example.com`,
  type,
  class: classCode,
  ttl,
  ...(data && { data }),
})

function update(
  prerequisites: readonly Section[],
  changes: readonly Section[],
  zoneSection?: Section,
) {
  const zone = testZone()
  const packet = packetOf({
    flags: 5 << 11,
    questions: [zoneSection ?? query('Example.com', 6)],
    answers: prerequisites,
    authorities: changes,
  })
  const request = signed(packet, { key: testKey.secret, atSeconds: realNowSeconds })
  const { rcode } = decoded(testAnswerer(zone).answer(request.packet, 'tcp'))
  const addresses = zone.records.filter((r) => r.name === 'support.example.com')
  return { rcode, serial: zone.serial, zone, site: addresses.map((r) => r.address).join() }
}

const toB = [rr('support.', A, ANY), rr('Support.', A, IN, ip(192, 0, 2, 2), 60)]

t.test(
  'NET-04: the swing by nsupdate: delete and add take effect together, as one change',
  async (t) => {
    const { rcode, serial, site, zone } = update([], toB)
    t.match({ rcode, serial, site }, { rcode: 0, serial: 2, site: '192.0.2.2' })
    t.equal(zone.records.find((r) => r.name === 'support.example.com')?.ttlMs, 60_000)
  },
)

/** RFC 2136 3.2: the code of what is not so, 0 = it is so. */
const prerequisites: readonly [string, Section, number][] = [
  ['the name is in use', rr('support.', ANY, ANY), 0],
  ['the apex is in use', rr('', ANY, ANY), 0],
  ['the name is in use, and is not', rr('nope.', ANY, ANY), 3],
  ['the name is not in use', rr('nope.', ANY, NONE), 0],
  ['the name is not in use, and is', rr('support.', ANY, NONE), 6],
  ['the type is there', rr('support.', A, ANY), 0],
  ['the apex has a SOA', rr('', 6, ANY), 0],
  ['the type is there, and is not', rr('support.', 28, ANY), 8],
  ['a type that is not kept is there', rr('support.', 16, ANY), 8],
  ['the type is not there', rr('support.', 28, NONE), 0],
  ['the type is not there, and is', rr('support.', A, NONE), 7],
  ['the address is this', rr('support.', A, IN, ip(192, 0, 2, 1)), 0],
  ['the address is that', rr('support.', A, IN, ip(192, 0, 2, 2)), 8],
  ['there is a text', rr('support.', 16, IN, Buffer.from('\x01x')), 8],
  ['the name is of another zone', { name: 'example.org', type: ANY, class: ANY }, 10],
  ['it has a TTL', rr('support.', A, ANY, undefined, 1), 1],
  ['it has data', rr('support.', A, ANY, ip(1, 2, 3, 4)), 1],
  ['its class is unknown', rr('support.', A, 3), 1],
  ['its type is no type', rr('support.', 252, ANY), 1],
  ['its address is too short', rr('support.', A, IN, ip(1, 2, 3)), 1],
  ['its type is ANY with data', rr('support.', ANY, IN, ip(1)), 1],
]

for (const [title, prerequisite, expected] of prerequisites) {
  t.test(`NET-04: prerequisite "${title}": code ${expected}`, async (t) => {
    const { rcode, site } = update([prerequisite], toB)
    t.match({ rcode, site }, { rcode: expected, site: expected === 0 ? '192.0.2.2' : '192.0.2.1' })
  })
}

t.test('NET-04: a prerequisite of several addresses means exactly these', async (t) => {
  const both = [rr('support.', A, IN, ip(192, 0, 2, 2)), rr('support.', A, IN, ip(192, 0, 2, 1))]
  t.equal(update(both, toB).rcode, 8)
})

/** RFC 2136 3.4: changes with their code and the site's addresses afterwards. */
const changes: readonly [string, readonly Section[], number, string][] = [
  ['an address is added', [rr('support.', A, IN, ip(192, 0, 2, 2), 9)], 0, '192.0.2.1,192.0.2.2'],
  ['the same is added again', [rr('support.', A, IN, ip(192, 0, 2, 1), 300)], 0, '192.0.2.1'],
  ['one address is removed', [rr('support.', A, NONE, ip(192, 0, 2, 1))], 0, ''],
  [
    'an address that is not there is removed',
    [rr('support.', A, NONE, ip(192, 0, 2, 9))],
    0,
    '192.0.2.1',
  ],
  ['a type is removed', [rr('support.', A, ANY)], 0, ''],
  ['a type that is not there is removed', [rr('support.', 16, ANY)], 0, '192.0.2.1'],
  ['a text is removed', [rr('support.', 16, NONE, Buffer.from('\x01x'))], 0, '192.0.2.1'],
  ['a name is removed', [rr('support.', ANY, ANY)], 0, ''],
  ['the SOA is removed', [rr('', 6, ANY)], 0, '192.0.2.1'],
  [
    'an IPv6 address is added',
    [rr('support.', 28, IN, Buffer.alloc(16, 1), 9)],
    0,
    '192.0.2.1,101:101:101:101:101:101:101:101',
  ],
  ['nothing', [], 0, '192.0.2.1'],
  ['a text is added', [...toB, rr('support.', 16, IN, Buffer.from('\x01x'))], 5, '192.0.2.1'],
  ['a name that is none is added', [...toB, rr('*.', A, IN, ip(1, 2, 3, 4))], 5, '192.0.2.1'],
  [
    'another zone is changed',
    [...toB, { name: 'example.org', type: A, class: ANY }],
    10,
    '192.0.2.1',
  ],
  ['an address is too long', [...toB, rr('x.', A, IN, ip(1, 2, 3, 4, 5))], 1, '192.0.2.1'],
  ['a type ANY is added', [...toB, rr('x.', ANY, IN, ip(1, 2, 3, 4))], 1, '192.0.2.1'],
  ['a removal has a TTL', [...toB, rr('x.', A, ANY, undefined, 1)], 1, '192.0.2.1'],
  ['a removal has data', [...toB, rr('x.', A, ANY, ip(1, 2, 3, 4))], 1, '192.0.2.1'],
  ['a removal of a meta type', [...toB, rr('x.', 252, ANY)], 1, '192.0.2.1'],
  ['a removal of one address without it', [...toB, rr('x.', A, NONE)], 1, '192.0.2.1'],
  ['a class is unknown', [...toB, rr('x.', A, 3)], 1, '192.0.2.1'],
]

for (const [title, sections, expected, siteAfter] of changes) {
  t.test(`NET-04: update in which ${title}: code ${expected}, all or nothing`, async (t) => {
    const { rcode, site, serial } = update([], sections)
    t.match({ rcode, site }, { rcode: expected, site: siteAfter })
    t.equal(serial, siteAfter === '192.0.2.1' ? 1 : 2)
  })
}

t.test('NET-04: a TTL with the highest bit means none', async (t) => {
  const { zone } = update([], [rr('x.', A, IN, ip(192, 0, 2, 9), 0x8000_0000)])
  t.equal(zone.records.find((r) => r.name === 'x.example.com')?.ttlMs, 0)
})

t.test('NET-04: the zone of an update is this one, asked for as a zone', async (t) => {
  t.equal(update([], toB, query('example.org', 6)).rcode, 9)
  t.equal(update([], toB, query('support.example.com', 6)).rcode, 9)
  t.equal(update([], toB, query('example.com', 6, 3)).rcode, 9)
  t.equal(update([], toB, query('example.com', 1)).rcode, 1)
})
