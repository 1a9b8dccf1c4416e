import type { Zone } from '@understudy/network-model'
import { sign, signatureBytes, type TsigError, tsigErrors, verify } from './tsig/tsig.ts'
import type { TsigKey } from './tsig/tsig-key.ts'
import { type Signature, signatureOf } from './tsig/tsig-record.ts'
import { type UpdateZone, updateAnswer } from './update/update-answer.ts'
import { opcodes, rcodes } from './wire/codes.ts'
import { type Edns, ednsOf } from './wire/edns.ts'
import { type Message, readHeader, readMessage, type WireQuestion } from './wire/message.ts'
import { bareReply, encodeReply, plainUdpBytes, type Reply, udpBytesMax } from './wire/reply.ts'
import { zoneAnswer } from './zone-answer.ts'

export type Transport = 'udp' | 'tcp'
const tcpBytesMax = 65_535

export interface DnsAnswererOptions {
  readonly zone: Zone
  /** Answers a question. Default: from the zone. */
  readonly answer?: (question: WireQuestion) => Reply
  /** Applies a signed dynamic update; without it updates are "not implemented". */
  readonly update?: UpdateZone
  /** The key that messages are signed with; null = none. */
  readonly key: TsigKey | null
  /** The REAL time, for signatures. */
  readonly realNowMs: () => number
}

/** A message understood as far as its questions. */
interface Asked {
  readonly message: Message
  readonly question: WireQuestion
  readonly edns: Edns | null
  readonly bytesMax: number
}

/** Packet in, packet out; null = no answer, for responses and for what is not a message (NET-04, SEC-03). */
export class DnsAnswerer {
  readonly #options: DnsAnswererOptions

  constructor(options: DnsAnswererOptions) {
    this.#options = options
  }

  answer(packet: Buffer, transport: Transport): Buffer | null {
    const header = readHeader(packet)
    if (header === undefined || header.isResponse) return null
    if (!this.#isKnown(header.opcode)) return bareReply(header, rcodes.notImp)
    const message = readMessage(packet)
    const [question, ...others] = message?.questions ?? []
    if (message === undefined || question === undefined || others.length > 0) {
      return bareReply(header, rcodes.formErr)
    }
    const edns = ednsOf(message)
    const signature = signatureOf(message)
    if (edns === undefined || signature === undefined) return bareReply(header, rcodes.formErr)
    const asked = { message, question, edns, bytesMax: bytesMaxOf(transport, edns) }
    return signature === null ? this.#plain(asked) : this.#signed(asked, signature)
  }

  #isKnown(opcode: number): boolean {
    if (opcode === opcodes.update) return this.#options.update !== undefined
    return opcode === opcodes.query
  }

  #plain(asked: Asked): Buffer {
    return encoded(this.#reply(asked, false), asked, asked.bytesMax)
  }

  #signed(asked: Asked, signature: Signature): Buffer {
    const { key, realNowMs } = this.#options
    const nowSeconds = Math.floor(realNowMs() / 1_000)
    const error = verify(asked.message, signature, key, nowSeconds)
    if (error === undefined) return bareReply(asked.message.header, rcodes.formErr)
    const bytesMax = asked.bytesMax - signatureBytes(signature)
    const reply = encoded(this.#replyTo(asked, error), asked, bytesMax)
    return sign(reply, signature, key, error, nowSeconds)
  }

  #replyTo(asked: Asked, error: TsigError): Reply {
    return error === tsigErrors.none ? this.#reply(asked, true) : { rcode: rcodes.notAuth }
  }

  #reply(asked: Asked, isSigned: boolean): Reply {
    const { zone, answer, update } = this.#options
    const { message, question, edns } = asked
    if (edns !== null && edns.version > 0) return { rcode: rcodes.badVers }
    if (message.header.opcode === opcodes.update && update !== undefined) {
      return { rcode: updateAnswer(zone, update, message, question, isSigned) }
    }
    return answer?.(question) ?? zoneAnswer(zone, question)
  }
}

function bytesMaxOf(transport: Transport, edns: Edns | null): number {
  if (transport === 'tcp') return tcpBytesMax
  return Math.min(Math.max(edns?.payloadBytes ?? 0, plainUdpBytes), udpBytesMax)
}

function encoded(reply: Reply, { message, question, edns }: Asked, bytesMax: number): Buffer {
  return encodeReply(reply, { header: message.header, question, edns, bytesMax })
}
