import { classes, types } from '../wire/codes.ts'
import type { Message, WireRecord } from '../wire/message.ts'
import { canonicalWire, readName } from '../wire/wire-name.ts'

/** A message's signature record, its names in the form that is signed (RFC 8945 4.2). */
export interface TsigRecord {
  readonly keyName: Buffer
  readonly algorithm: Buffer
  /** Real time, s since the Unix epoch. */
  readonly signedAtSeconds: number
  readonly fudgeSeconds: number
  readonly mac: Buffer
  readonly originalId: number
  readonly error: number
  readonly other: Buffer
}

/** The record that signs the message, and where it begins there. */
export interface Signature extends TsigRecord {
  readonly start: number
}

/** Null: the message is not signed. Undefined: the record is malformed, repeated or not the last. */
export function signatureOf(message: Message): Signature | null | undefined {
  const { answers, authorities, additionals } = message
  const all = [...answers, ...authorities, ...additionals]
  const [found, ...others] = all.filter((record) => record.type === types.tsig)
  if (found === undefined) return null
  if (others.length > 0 || found !== additionals.at(-1)) return undefined
  return found.class === classes.any && found.ttlSeconds === 0 ? parse(message, found) : undefined
}

function parse({ packet }: Message, { name, start, dataStart, data }: WireRecord) {
  const algorithm = readName(packet, dataStart)
  const fixed = data.subarray((algorithm?.end ?? 0) - dataStart)
  if (algorithm === undefined || algorithm.end > dataStart + data.length) return undefined
  if (fixed.length < 10) return undefined
  const macEnd = 10 + fixed.readUInt16BE(8)
  if (fixed.length < macEnd + 6) return undefined
  if (fixed.length !== macEnd + 6 + fixed.readUInt16BE(macEnd + 4)) return undefined
  return {
    start,
    keyName: canonicalWire(name.wire),
    algorithm: canonicalWire(algorithm.wire),
    signedAtSeconds: fixed.readUIntBE(0, 6),
    fudgeSeconds: fixed.readUInt16BE(6),
    mac: fixed.subarray(10, macEnd),
    originalId: fixed.readUInt16BE(macEnd),
    error: fixed.readUInt16BE(macEnd + 2),
    other: fixed.subarray(macEnd + 6),
  }
}

/** The message with that record as its last one. */
export function withSignature(packet: Buffer, tsig: TsigRecord): Buffer {
  const { algorithm, mac, originalId, error, other } = tsig
  const data = [algorithm, timesOf(tsig), uint16(mac.length), mac, uint16(originalId)]
  const rest = [uint16(error), uint16(other.length), other]
  const rdata = Buffer.concat([...data, ...rest])
  const head = [tsig.keyName, uint16(types.tsig), classAndTtl, uint16(rdata.length)]
  const signed = Buffer.concat([packet, ...head, rdata])
  signed.writeUInt16BE(packet.readUInt16BE(10) + 1, 10)
  return signed
}

/** What is signed besides the message (RFC 8945 4.3.3). */
export function signedVariables(tsig: Omit<TsigRecord, 'mac' | 'originalId'>): Buffer {
  const { keyName, algorithm, error, other } = tsig
  const times = timesOf(tsig)
  const tail = [uint16(error), uint16(other.length), other]
  return Buffer.concat([keyName, classAndTtl, algorithm, times, ...tail])
}

/** Six octets, since four of seconds would end in 2106. */
export function uint48(value: number): Buffer {
  const buffer = Buffer.alloc(6)
  buffer.writeUIntBE(value, 0, 6)
  return buffer
}

export function uint16(value: number): Buffer {
  return Buffer.of(value >> 8, value & 255)
}

const classAndTtl = Buffer.from([0, classes.any, 0, 0, 0, 0])

const timesOf = (tsig: Pick<TsigRecord, 'signedAtSeconds' | 'fudgeSeconds'>): Buffer =>
  Buffer.concat([uint48(tsig.signedAtSeconds), uint16(tsig.fudgeSeconds)])
