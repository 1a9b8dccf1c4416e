import type { EnterResult } from './enter.ts'

/** What a proxy's handshake wants done next. */
export type HandshakeStep =
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  /** The request is complete: dial. `rest` came after it and is for the appliance. */
  | {
      readonly kind: 'enter'
      readonly origin: string
      readonly host: string
      readonly port: number
      readonly rest: Uint8Array
    }
  /** Send these bytes, maybe none, and close. */
  | { readonly kind: 'close'; readonly bytes: Uint8Array }

/**
 * The server's side of one proxy handshake, without a socket: bytes in, steps out. It takes any bytes (SEC-03) and
 * never throws. After `enter` or `close` there are no more steps.
 */
export interface Handshake {
  /** Takes the client's next bytes. What it holds between two calls is bounded by {@link heldBytesMax}. */
  push(bytes: Uint8Array): readonly HandshakeStep[]
  /** What the client is told about the dial. */
  answer(result: EnterResult): Uint8Array
  /** The client took too long with its request: what it is told last. */
  expire(): Uint8Array
}

/** The longest head of either protocol; longer ones are refused. */
export const heldBytesMax = 16 * 1024

export const nothing = new Uint8Array(0)

export function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
