import { types } from './codes.ts'
import type { Message } from './message.ts'

/** What an asker says about itself (RFC 6891). */
export interface Edns {
  readonly version: number
  /** The largest UDP answer that it takes. */
  readonly payloadBytes: number
  /** Asks for signatures; echoed, though there are none (RFC 3225). */
  readonly wantsDnssec: boolean
}

/** Null: it says nothing. Undefined: more than one, or not at the root (RFC 6891 6.1.1). */
export function ednsOf(message: Message): Edns | null | undefined {
  const [opt, ...others] = message.additionals.filter((record) => record.type === types.opt)
  if (opt === undefined) return null
  if (others.length > 0 || opt.name.text !== '') return undefined
  return {
    version: (opt.ttlSeconds >> 16) & 0xff,
    payloadBytes: opt.class,
    wantsDnssec: (opt.ttlSeconds & 0x8000) !== 0,
  }
}
