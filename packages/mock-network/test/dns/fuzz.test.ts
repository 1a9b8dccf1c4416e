import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import fc from 'fast-check'
import t from 'tap'
import type { Transport } from '../../src/dns/dns-answerer.ts'
import { realNowSeconds, testAnswerer, testKey, testZone } from './support/lab-zone.ts'
import { decoded, opt, packetOf, query, signed } from './support/packets.ts'
import { askUdp, connected, framed, listening } from './support/sockets.ts'

const site = query('support.example.com', 1)
const update = packetOf({
  flags: 5 << 11,
  questions: [query('example.com', 6)],
  answers: [{ name: 'support.example.com', type: 1, class: 255 }],
  authorities: [{ name: 'x.example.com', type: 1, class: 1, ttl: 1, data: Buffer.of(1, 2, 3, 4) }],
})
const signedUpdate = signed(update, {
  key: testKey.secret,
  atSeconds: realNowSeconds,
}).packet
const valid = [
  packetOf({ questions: [site] }),
  packetOf({ questions: [query('example.com', 2)], additionals: [opt(1_232, 0, 0x8000)] }),
  packetOf({ questions: [query('nope.example.com', 28)], additionals: [opt(512, 1)] }),
  update,
  signedUpdate,
  // A name by a pointer, as nsupdate and resolvers write it.
  Buffer.concat([update, Buffer.from('c00c000100ff000000000000', 'hex')]),
]

/** An octet or two changed, put in or taken out. */
const edits = fc.array(
  fc.record({
    at: fc.nat(300),
    what: fc.constantFrom('set', 'insert', 'remove', 'pointer', 'count'),
    value: fc.nat(255),
  }),
  { minLength: 1, maxLength: 4 },
)
const mutated = fc.tuple(fc.constantFrom(...valid), edits).map(([packet, changes]) => {
  let bytes = [...packet]
  for (const { at, what, value } of changes) {
    const place = at % Math.max(1, bytes.length)
    if (what === 'set') bytes[place] = value
    else if (what === 'insert') bytes.splice(place, 0, value)
    else if (what === 'remove') bytes = bytes.slice(0, place)
    else if (what === 'pointer') bytes.splice(place, 2, 0xc0, value)
    else bytes.splice(4 + 2 * (value % 4), 2, at & 255, value)
  }
  return Buffer.from(bytes)
})
const random = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes))
/** A right header of a query, then anything. */
const headed = fc
  .tuple(fc.nat(15), fc.uint8Array({ maxLength: 200 }))
  .map(([opcode, rest]) => Buffer.concat([packetOf({ flags: opcode << 11 }).subarray(0, 4), rest]))
const anything = fc.oneof({ weight: 9, arbitrary: mutated }, random, headed)
const transport = fc.constantFrom<Transport>('udp', 'tcp')

t.test('SEC-03: 200,000 malformed packets are answered by rule, and by no mistake', async (t) => {
  const zone = testZone()
  const answerer = testAnswerer(zone)
  const seen = new Map<string, number>()
  let { serial } = zone
  fc.assert(
    fc.property(anything, transport, (packet, by) => {
      const copy = Buffer.from(packet)
      const reply = answerer.answer(packet, by)
      const code = reply === null ? 'silence' : `code ${reply.readUInt16BE(2) & 15}`
      seen.set(code, (seen.get(code) ?? 0) + 1)
      if (!packet.equals(copy)) throw new Error('the packet was changed')
      // The id is not signed, for forwarders change it; all else is.
      if (!packet.subarray(2).equals(signedUpdate.subarray(2)) && zone.serial > serial) {
        throw new Error('a packet that was touched has changed the zone')
      }
      serial = zone.serial
      if (reply === null) return packet.length < 12 || packet.readUInt8(2) >= 128
      // An answer to its question, as long as it may be, and readable.
      const isAnswer = reply.readUInt16BE(0) === packet.readUInt16BE(0) && reply.readUInt8(2) >= 128
      return isAnswer && (by === 'tcp' || reply.length <= 1_232)
    }),
    { numRuns: 200_000, seed: 4 },
  )
  t.comment(Object.fromEntries(seen))
  const codes = ['silence', ...[0, 1, 3, 4, 5, 9].map((code) => `code ${code}`)]
  t.same(
    codes.filter((code) => !seen.has(code)),
    [],
    'all kinds of answers were met',
  )
  t.notOk(seen.has('code 2'))
  const good = decoded(answerer.answer(packetOf({ questions: [site] }), 'udp'))
  t.match(good, { rcode: 0, answers: [{ data: '192.0.2.1' }] })
})

/** Sections as only somebody with the key can send them, right and wrong. */
const sections = (names: readonly string[]) =>
  fc.array(
    fc.record({
      name: fc.constantFrom('example.com', 'support.example.com', ...names),
      type: fc.constantFrom(1, 1, 1, 28, 6, 2, 16, 255, 252, 41),
      class: fc.constantFrom(1, 1, 254, 255, 3),
      ttl: fc.constantFrom(0, 0, 60, 0xffff_ffff),
      data: fc
        .tuple(fc.constantFrom(0, 4, 4, 16, 5), fc.nat(9))
        .map(([bytes, fill]) => Buffer.alloc(bytes, fill)),
    }),
    { maxLength: 3 },
  )
const supposed = sections(['nope.example.com', 'example.org'])
const wanted = sections(['x.example.com', 'y.example.com', 'example.org', '*'])

t.test('SEC-03: 20,000 signed updates of any content change all or nothing', async (t) => {
  const zone = testZone()
  const answerer = testAnswerer(zone)
  const seen = new Set<number>()
  fc.assert(
    fc.property(supposed, wanted, (answers, authorities) => {
      const { serial, records } = zone
      const questions = [query('example.com', 6)]
      const packet = packetOf({ flags: 5 << 11, questions, answers, authorities })
      const request = signed(packet, { key: testKey.secret, atSeconds: realNowSeconds })
      const { rcode } = decoded(answerer.answer(request.packet, 'tcp'))
      seen.add(rcode)
      const hasChanged = zone.records !== records
      return zone.serial === serial + (hasChanged ? 1 : 0) && (rcode === 0 || !hasChanged)
    }),
    { numRuns: 20_000, seed: 7 },
  )
  t.same(
    [...seen].toSorted((a, b) => a - b),
    [0, 1, 3, 5, 6, 7, 8, 10],
  )
  t.ok(zone.serial > 50, `serial ${zone.serial}`)
})

t.test('SEC-03: 5,000 malformed packets over UDP leave the server answering', async (t) => {
  const { port } = await listening(t)
  const socket = createSocket('udp4')
  t.teardown(() => socket.close())
  const send = (packet: Buffer) =>
    new Promise((resolve) => socket.send(packet, port, '127.0.0.1', resolve))
  const packets = fc.sample(anything, { numRuns: 5_000, seed: 5 })
  // No more at a time than the system holds for a socket.
  for (let at = 0; at < packets.length; at += 50) {
    for (const packet of packets.slice(at, at + 50)) await send(packet)
    const good = decoded(await askUdp(port, packetOf({ questions: [site] })))
    t.match(good, { rcode: 0, answers: [{ data: '192.0.2.1' }] })
  }
})

t.test('SEC-03: 2,000 connections of malformed packets leave the server answering', async (t) => {
  const { port } = await listening(t)
  const packets = fc.sample(fc.tuple(anything, fc.nat(3)), { numRuns: 2_000, seed: 6 })
  for (const [packet, cut] of packets) {
    const socket = await connected(t, port)
    socket.resume()
    const bytes = framed(packet)
    // Whole, too short, or with a length that lies.
    socket.end(cut === 0 ? bytes.subarray(0, -1) : cut === 1 ? packet : bytes)
    await once(socket, 'close')
  }
  const good = decoded(await askUdp(port, packetOf({ questions: [site] })))
  t.match(good, { rcode: 0, answers: [{ data: '192.0.2.1' }] })
})
