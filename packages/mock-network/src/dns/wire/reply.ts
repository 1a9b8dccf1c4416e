import {
  type Answer,
  AUTHORITATIVE_ANSWER,
  encode,
  RECURSION_AVAILABLE,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
} from 'dns-packet'
import type { Edns } from './edns.ts'
import { type Header, headerBytes, type WireQuestion } from './message.ts'

/** The content of an answer. */
export interface Reply {
  readonly rcode: number
  readonly authoritative?: boolean
  readonly recursionAvailable?: boolean
  readonly answers?: readonly Answer[]
  readonly authorities?: readonly Answer[]
  readonly additionals?: readonly Answer[]
}

/** Whom it answers, and how much fits. */
export interface Envelope {
  readonly header: Header
  readonly question: WireQuestion | undefined
  readonly edns: Edns | null
  readonly bytesMax: number
}

/** The largest UDP answer to an asker without EDNS (RFC 1035 4.2.1). */
export const plainUdpBytes = 512
/** The largest UDP answer ever sent: it crosses every network unfragmented. */
export const udpBytesMax = 1_232

/**
 * The reply as it is sent, with the question in the asker's case. A reply that does not fit first loses its additional
 * section, then everything but the question, and then says so (TC, RFC 2181 9).
 */
export function encodeReply(reply: Reply, envelope: Envelope): Buffer {
  const whole = encoded(reply, envelope, false)
  if (whole.length <= envelope.bytesMax) return whole
  const { additionals: _, ...needed } = reply
  const lean = encoded(needed, envelope, false)
  if (lean.length <= envelope.bytesMax) return lean
  const { rcode, authoritative = false, recursionAvailable = false } = reply
  return encoded({ rcode, authoritative, recursionAvailable }, envelope, true)
}

/** The answer to what could not be read or is not supported: the header alone. */
export function bareReply(header: Header, rcode: number): Buffer {
  return encoded(
    { rcode },
    { header, question: undefined, edns: null, bytesMax: plainUdpBytes },
    false,
  )
}

function encoded(reply: Reply, envelope: Envelope, truncated: boolean): Buffer {
  const { header, question, edns } = envelope
  const flags =
    (header.opcode << 11) |
    (reply.authoritative ? AUTHORITATIVE_ANSWER : 0) |
    (truncated ? TRUNCATED_RESPONSE : 0) |
    (header.recursionDesired ? RECURSION_DESIRED : 0) |
    (reply.recursionAvailable ? RECURSION_AVAILABLE : 0) |
    (reply.rcode & 0xf)
  const packet = encode({
    type: 'response',
    id: header.id,
    flags,
    answers: [...(reply.answers ?? [])],
    authorities: [...(reply.authorities ?? [])],
    additionals: [...(reply.additionals ?? []), ...optOf(reply.rcode, edns)],
  })
  if (question === undefined) return packet
  // The library would re-encode the name; the question must be echoed byte by byte.
  const { name, type, class: classCode } = question
  const asked = Buffer.from([type >> 8, type & 255, classCode >> 8, classCode & 255])
  packet.writeUInt16BE(1, 4)
  const [head, rest] = [packet.subarray(0, headerBytes), packet.subarray(headerBytes)]
  return Buffer.concat([head, name.wire, asked, rest])
}

function optOf(rcode: number, edns: Edns | null): readonly Answer[] {
  if (edns === null) return []
  const flags = edns.wantsDnssec ? 0x8000 : 0
  const common = {
    type: 'OPT',
    name: '.',
    ednsVersion: 0,
    flags,
    flag_do: edns.wantsDnssec,
  } as const
  return [{ ...common, udpPayloadSize: udpBytesMax, extendedRcode: rcode >> 4, options: [] }]
}
