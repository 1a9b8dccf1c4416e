import t from 'tap'
import { readName } from '../../src/dns/wire/wire-name.ts'
import { testAnswerer, testZone } from './support/lab-zone.ts'
import { decoded, libraryQuery, opt, packetOf, query } from './support/packets.ts'

const ask = (packet: Buffer, zone = testZone()) => decoded(testAnswerer(zone).answer(packet, 'udp'))

t.test(
  'NET-04: addresses come from the zone, under the name and in the case of the question',
  async (t) => {
    const question = { type: 'A', name: 'SupporT.example.COM' } as const
    const reply = ask(libraryQuery({ id: 77, questions: [question] }))
    t.match(reply, { id: 77, type: 'response', rcode: 0, flag_aa: true, flag_ra: false })
    t.same(reply.questions, [{ ...question, class: 'IN' }])
    t.match(reply.answers, [{ ...question, class: 'IN', ttl: 300, data: '192.0.2.1' }])
    t.match(
      [reply.answers?.length, reply.authorities?.length, reply.additionals?.length],
      [1, 0, 0],
    )
    const aaaa = ask(libraryQuery({ questions: [{ type: 'AAAA', name: 'b.example.com' }] }))
    t.match(aaaa.answers, [{ type: 'AAAA', data: '2001:db8::c000:202', ttl: 3_600 }])
  },
)

t.test(
  'NET-04: the zone itself has a SOA with its serial, and a name server with its address',
  async (t) => {
    const zone = testZone()
    zone.remove('b.example.com', 'A')
    const soa = ask(libraryQuery({ questions: [{ type: 'SOA', name: 'Example.com' }] }), zone)
    t.match(soa, { flag_aa: true, answers: [{ type: 'SOA', name: 'Example.com', ttl: 3_600 }] })
    t.match(soa.answers?.[0], {
      data: { mname: 'ns.example.com', rname: 'hostmaster.example.com', serial: 2, minimum: 60 },
    })
    const ns = ask(libraryQuery({ questions: [{ type: 'NS', name: 'example.com' }] }))
    t.match(ns.answers, [{ type: 'NS', name: 'example.com', data: 'ns.example.com' }])
    t.match(ns.additionals, [{ type: 'A', name: 'ns.example.com', data: '127.0.0.1' }])
  },
)

t.test('NET-04: ANY gets one set of records of the name (RFC 8482 4.1)', async (t) => {
  const any = (name: string) => ask(packetOf({ questions: [query(name, 255)] }))
  const site = any('support.example.com')
  t.match(site, { rcode: 0, flag_aa: true, answers: [{ type: 'A', data: '192.0.2.1' }] })
  t.equal(site.answers?.length, 1)
  t.match(any('a.example.com').answers, [{ type: 'A', data: '192.0.2.1' }])
  const zone = testZone()
  zone.remove('b.example.com', 'A')
  const six = ask(packetOf({ questions: [query('b.example.com', 255)] }), zone)
  t.match(six.answers, [{ type: 'AAAA', data: '2001:db8::c000:202' }])
  t.match(any('example.com'), { rcode: 0, answers: [{ type: 'SOA', name: 'example.com' }] })
  t.match(any('nope.example.com'), { rcode: 3, answers: { length: 0 } })
  t.match(any('nope.example.com').authorities, [{ type: 'SOA', ttl: 60 }])
  t.match(any('example.org'), { rcode: 5 })
})

const absences = [
  { title: 'a name that is not there', name: 'nope.example.com', type: 1, rcode: 3 },
  { title: 'a type that is not there', name: 'support.example.com', type: 28, rcode: 0 },
  { title: 'a type that is never there', name: 'support.example.com', type: 16, rcode: 0 },
  { title: 'a name server of a name below', name: 'support.example.com', type: 2, rcode: 0 },
  { title: 'an address of the zone itself', name: 'example.com', type: 1, rcode: 0 },
  { title: 'a label with a dot in it', name: 'support\\046example.example.com', type: 1, rcode: 3 },
] as const

for (const { title, name, type, rcode } of absences) {
  t.test(
    `NET-04: ${title}: code ${rcode}, with the SOA that says how long to remember it`,
    async (t) => {
      const reply = ask(packetOf({ questions: [query(name, type)] }))
      t.match(reply, { rcode, flag_aa: true, answers: { length: 0 } })
      t.match(reply.authorities, [{ type: 'SOA', name: 'example.com', ttl: 60 }])
    },
  )
}

const site = query('support.example.com', 1)
const raw = (bytes: string) => Buffer.from(bytes, 'hex')

/** Packets with the code that they get. */
const codes = [
  {
    title: 'a zone transfer',
    packet: packetOf({ questions: [query('example.com', 252)] }),
    rcode: 5,
  },
  {
    title: 'class CHAOS',
    packet: packetOf({ questions: [query('version.bind', 16, 3)] }),
    rcode: 5,
  },
  {
    title: 'class ANY',
    packet: packetOf({ questions: [query('support.example.com', 1, 255)] }),
    rcode: 5,
  },
  {
    title: 'a name outside the zone',
    packet: packetOf({ questions: [query('example.org', 1)] }),
    rcode: 5,
  },
  { title: 'the root', packet: packetOf({ questions: [query('', 2)] }), rcode: 5 },
  { title: 'opcode STATUS', packet: packetOf({ flags: 2 << 11, questions: [site] }), rcode: 4 },
  { title: 'opcode NOTIFY', packet: packetOf({ flags: 4 << 11, questions: [site] }), rcode: 4 },
  {
    title: 'an unknown opcode with garbage',
    packet: Buffer.concat([packetOf({ flags: 15 << 11 }), raw('ff')]),
    rcode: 4,
  },
  { title: 'no question', packet: packetOf({}), rcode: 1 },
  { title: 'two questions', packet: packetOf({ questions: [site, site] }), rcode: 1 },
  {
    title: 'a question that is cut off',
    packet: packetOf({ questions: [site] }).subarray(0, 30),
    rcode: 1,
  },
  {
    title: 'octets after the end',
    packet: Buffer.concat([packetOf({ questions: [site] }), raw('00')]),
    rcode: 1,
  },
  {
    title: 'a record that is announced and missing',
    packet: raw('0001000000010001000000000361626300000100 01'.replace(' ', '')),
    rcode: 1,
  },
  {
    title: 'a name that points to itself',
    packet: raw('000100000001000000000000c00c00010001'),
    rcode: 1,
  },
  {
    title: 'a name that points onward',
    packet: raw('000100000001000000000000c010000100010000'),
    rcode: 1,
  },
  {
    title: 'a label of 64 octets',
    packet: packetOf({
      questions: [{ ...site, name: Buffer.concat([raw('40'), Buffer.alloc(64, 97), raw('00')]) }],
    }),
    rcode: 1,
  },
  {
    title: 'a name of 256 octets',
    packet: packetOf({ questions: [query(`${`${'x'.repeat(49)}.`.repeat(5)}xxxx`, 1)] }),
    rcode: 1,
  },
  {
    title: 'two OPT records',
    packet: packetOf({ questions: [site], additionals: [opt(512), opt(512)] }),
    rcode: 1,
  },
  {
    title: 'an OPT record of a name',
    packet: packetOf({ questions: [site], additionals: [{ ...opt(512), name: 'x' }] }),
    rcode: 1,
  },
  {
    title: 'EDNS version 1',
    packet: packetOf({ questions: [site], additionals: [opt(512, 1)] }),
    rcode: 16,
  },
] as const

for (const { title, packet, rcode } of codes) {
  t.test(`NET-04, SEC-03: ${title}: code ${rcode} and no data`, async (t) => {
    const reply = ask(packet)
    t.match(reply, { id: packet.readUInt16BE(0), flag_qr: true, flag_aa: false, rcode })
    t.match(
      { answers: reply.answers, authorities: reply.authorities },
      { answers: { length: 0 }, authorities: { length: 0 } },
    )
    t.equal(((reply.flags ?? 0) >> 11) & 15, (packet.readUInt16BE(2) >> 11) & 15, 'opcode')
  })
}

t.test('NET-04: a name of 255 octets is one', async (t) => {
  const name = `${`${'x'.repeat(49)}.`.repeat(4)}${'x'.repeat(41)}.example.com`
  t.match(ask(packetOf({ questions: [query(name, 1)] })), { rcode: 3, questions: [{ name }] })
})

t.test('SEC-03: a chain of pointers is followed 32 times and no further', async (t) => {
  // "a." at 0, then pointers, each to the one before it.
  const links = Array.from({ length: 33 }, (_, i) => raw((0xc000 + (i && 1 + 2 * i)).toString(16)))
  const message = Buffer.concat([raw('016100'), ...links])
  t.match(readName(message, 3 + 2 * 31), { text: 'a', end: 3 + 2 * 32 })
  t.equal(readName(message, 3 + 2 * 32), undefined)
})

t.test('SEC-03: a pointer leads back, never to itself or onward', async (t) => {
  t.match(readName(raw('016100c000'), 3), { text: 'a', end: 5 })
  t.equal(readName(raw('016100c0030161'), 3), undefined, 'itself')
  t.equal(readName(raw('016100c005016100'), 3), undefined, 'onward')
  t.equal(readName(raw('0161c000'), 0), undefined, 'the name that it ends')
  t.equal(readName(raw('016100c0'), 3), undefined, 'half a pointer')
})

t.test('SEC-03: an answer and what is no message get silence', async (t) => {
  const answerer = testAnswerer()
  for (const packet of [
    packetOf({ flags: 0x8000, questions: [site] }),
    Buffer.alloc(11),
    Buffer.alloc(0),
  ]) {
    t.equal(answerer.answer(packet, 'udp'), null)
  }
})

t.test('NET-04: RD comes back, RA and the reserved bits do not', async (t) => {
  const reply = ask(packetOf({ flags: 0x01f0, questions: [site] }))
  t.match(reply, { flag_rd: true, flag_ra: false, flag_z: false, flag_ad: false, flag_cd: false })
})

t.test('NET-04: EDNS: the server says what it takes and repeats the DO bit', async (t) => {
  const reply = ask(packetOf({ questions: [site], additionals: [opt(4_096, 0, 0x8000)] }))
  t.match(reply.additionals, [
    { type: 'OPT', udpPayloadSize: 1_232, ednsVersion: 0, flag_do: true },
  ])
  const plain = ask(packetOf({ questions: [site], additionals: [opt(0)] }))
  t.match(plain.additionals, [{ type: 'OPT', flag_do: false }])
  t.match(plain.answers, { length: 1 }, 'a payload below 512 means 512')
})

/** A zone with a name of 16 addresses: 16 * (name + 10 + 4) octets. */
function crowded(label: string) {
  const zone = testZone()
  const name = `${label}.example.com`
  zone.apply(
    Array.from({ length: 16 }, (_, i) => ({
      kind: 'add',
      record: { name, type: 'A', address: `192.0.2.${i}`, ttlMs: 1_000 },
    })),
  )
  const packet = (payload: number | null) =>
    packetOf({ questions: [query(name, 1)], additionals: payload === null ? [] : [opt(payload)] })
  return { zone, packet }
}

t.test('NET-04: what does not fit says so (TC) and is whole over TCP', async (t) => {
  const { zone, packet } = crowded('many-addresses')
  const answerer = testAnswerer(zone)
  for (const [payload, answers] of [
    [null, 0],
    [512, 0],
    [600, 0],
    [800, 16],
    [65_535, 16],
  ] as const) {
    const bytes = answerer.answer(packet(payload), 'udp')
    const reply = decoded(bytes)
    t.match(
      reply,
      { rcode: 0, flag_aa: true, flag_tc: answers === 0, answers: { length: answers } },
      `${payload}`,
    )
    t.equal(reply.additionals?.length, payload === null ? 0 : 1)
    t.ok((bytes?.length ?? 0) <= Math.max(512, payload ?? 0))
  }
  t.match(decoded(answerer.answer(packet(null), 'tcp')), {
    flag_tc: false,
    answers: { length: 16 },
  })
})

t.test(
  'NET-04: nothing over 1,232 octets is sent by UDP, whatever the asker would take',
  async (t) => {
    const { zone, packet } = crowded('x'.repeat(63))
    const reply = testAnswerer(zone).answer(packet(65_535), 'udp')
    t.ok(decoded(reply).flag_tc)
  },
)
