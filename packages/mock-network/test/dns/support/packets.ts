import { createHmac } from 'node:crypto'
import { type DecodedPacket, decode, encode, type Packet } from 'dns-packet'

/** Packets as a client writes them, put together by hand so that they can be wrong. */
export interface Section {
  readonly name: string | Buffer
  readonly type: number
  readonly class: number
  readonly ttl?: number
  readonly data?: Buffer
}

export interface Parts {
  readonly id?: number
  readonly flags?: number
  readonly questions?: readonly Section[]
  readonly answers?: readonly Section[]
  readonly authorities?: readonly Section[]
  readonly additionals?: readonly Section[]
}

export const uint16 = (value: number): Buffer => Buffer.of((value >> 8) & 255, value & 255)

export function wireName(name: string | Buffer): Buffer {
  if (typeof name !== 'string') return name
  const labels = name.split('.').filter((label) => label !== '')
  return Buffer.concat([
    ...labels.flatMap((label) => [Buffer.of(label.length), Buffer.from(label, 'latin1')]),
    Buffer.of(0),
  ])
}

export function packetOf(parts: Parts): Buffer {
  const { id = 0x1234, flags = 0, questions = [], answers = [] } = parts
  const { authorities = [], additionals = [] } = parts
  const counts = [questions, answers, authorities, additionals].map((s) => uint16(s.length))
  const asked = questions.flatMap((q) => [wireName(q.name), uint16(q.type), uint16(q.class)])
  const records = [...answers, ...authorities, ...additionals].map(recordOf)
  return Buffer.concat([uint16(id), uint16(flags), ...counts, ...asked, ...records])
}

function recordOf({ name, type, class: classCode, ttl = 0, data = Buffer.alloc(0) }: Section) {
  const seconds = Buffer.alloc(4)
  seconds.writeUInt32BE(ttl)
  const head = [wireName(name), uint16(type), uint16(classCode), seconds, uint16(data.length)]
  return Buffer.concat([...head, data])
}

export const query = (name: string, type: number, classCode = 1): Section => ({
  name,
  type,
  class: classCode,
})

export const opt = (payload: number, version = 0, flags = 0): Section => ({
  name: '',
  type: 41,
  class: payload,
  ttl: (version << 16) | flags,
})

/** A query as the library writes it. */
export const libraryQuery = (packet: Packet): Buffer => encode({ type: 'query', id: 1, ...packet })

export interface Decoded extends DecodedPacket {
  readonly rcode: number
}

/** As the library reads it, with the extended code. */
export function decoded(packet: Buffer | null): Decoded {
  if (packet === null) throw new Error('expected an answer, found silence')
  const message = decode(packet)
  const edns = message.additionals?.find((record) => record.type === 'OPT')
  const high = edns?.type === 'OPT' ? edns.extendedRcode << 4 : 0
  return { ...message, rcode: high | ((message.flags ?? 0) & 15) }
}

export interface Signing {
  readonly key: Buffer
  readonly keyName?: string
  readonly algorithm?: string
  readonly atSeconds: number
  readonly fudge?: number
  /** How many octets of the MAC are sent. */
  readonly macBytes?: number
}

/** RFC 8945 4.3, written a second time: what the server takes and gives is judged by this. */
export function signed(packet: Buffer, signing: Signing): { packet: Buffer; mac: Buffer } {
  const { key, keyName = 'lab-key', algorithm = 'hmac-sha256', atSeconds, fudge = 300 } = signing
  const times = Buffer.alloc(8)
  times.writeUIntBE(atSeconds, 0, 6)
  times.writeUInt16BE(fudge, 6)
  const nothing = Buffer.alloc(4)
  const variables = [wireName(keyName), uint16(255), nothing, wireName(algorithm), times, nothing]
  const whole = createHmac('sha256', key).update(packet).update(Buffer.concat(variables)).digest()
  const mac = whole.subarray(0, signing.macBytes ?? 32)
  const id = packet.subarray(0, 2)
  const parts = [wireName(algorithm), times, uint16(mac.length), mac, id, nothing]
  const record = recordOf({ name: keyName, type: 250, class: 255, data: Buffer.concat(parts) })
  const full = Buffer.concat([packet, record])
  full.writeUInt16BE(packet.readUInt16BE(10) + 1, 10)
  return { packet: full, mac }
}

export interface TsigSeen {
  readonly error: number
  readonly other: Buffer
  readonly mac: Buffer
  readonly atSeconds: number
  /** Whether the MAC is the key's over the request's MAC and this answer. */
  readonly isRight: boolean
}

/** The signature of an answer to a request with that MAC; it has to be its last record. */
export function tsigOf(packet: Buffer | null, key: Buffer, requestMac: Buffer): TsigSeen {
  const record = decoded(packet).additionals?.at(-1)
  if (packet === null || record?.type !== 'TSIG') throw new Error('expected a TSIG record')
  const { data } = record
  const name = wireName(record.name)
  const algorithm = data.subarray(0, data.indexOf(0) + 1)
  const times = data.subarray(algorithm.length, algorithm.length + 8)
  const macStart = algorithm.length + 10
  const macEnd = macStart + data.readUInt16BE(macStart - 2)
  const tail = data.subarray(macEnd + 2)
  const bare = Buffer.from(packet.subarray(0, packet.length - name.length - 10 - data.length))
  bare.writeUInt16BE(bare.readUInt16BE(10) - 1, 10)
  const digested = [uint16(requestMac.length), requestMac, bare, name, uint16(255), Buffer.alloc(4)]
  const right = createHmac('sha256', key)
    .update(Buffer.concat([...digested, algorithm, times, tail]))
    .digest()
  const mac = data.subarray(macStart, macEnd)
  const common = { mac, atSeconds: times.readUIntBE(0, 6), isRight: right.equals(mac) }
  return { ...common, error: tail.readUInt16BE(0), other: tail.subarray(4) }
}
