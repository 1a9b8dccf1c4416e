import { dialledHostOf, dialledHostOfBytes } from '../dialled-host.ts'
import type { EnterResult } from '../enter.ts'
import { type Handshake, type HandshakeStep, joined, nothing } from '../handshake.ts'
import type { OriginOfUser } from '../origin-of-user.ts'

const connectCommand = 1
/** Version, command, port and address come before the user. */
const fixedBytes = 8
/** At least as long as any host name (RFC 1035 2.3.4) or account's name. */
const textBytesMax = 255
const granted = 0x5a
const rejected = 0x5b

/**
 * SOCKS 4 (Ying-Da Lee, "SOCKS: A protocol for TCP proxy across firewalls") and 4a, where the proxy looks up names:
 * CONNECT alone. The user is the account the program runs as, sent unasked: an office's name chooses the office, any
 * other enters as `outside` (NET-14). There is one sort of refusal.
 */
export class Socks4Handshake implements Handshake {
  readonly #originOfUser: OriginOfUser
  #held: Uint8Array = nothing
  #isOver = false

  constructor(originOfUser: OriginOfUser) {
    this.#originOfUser = originOfUser
  }

  push(bytes: Uint8Array): readonly HandshakeStep[] {
    if (this.#isOver) return []
    this.#held = joined(this.#held, bytes)
    const step = this.#decide(this.#held)
    if (step === undefined) return []
    this.#isOver = true
    this.#held = nothing
    return [step]
  }

  answer(result: EnterResult): Uint8Array {
    return reply(result === 'open' ? granted : rejected)
  }

  expire(): Uint8Array {
    return nothing
  }

  /** undefined until the request is complete. */
  #decide(held: Uint8Array): HandshakeStep | undefined {
    const [, command, portHigh = 0, portLow = 0] = held
    if (command !== undefined && command !== connectCommand) return refusing
    const user = textAt(held, fixedBytes)
    if (typeof user !== 'object') return user === 'too-long' ? refusing : undefined
    const address = held.subarray(4, fixedBytes)
    const named = isNameBehind(address) ? textAt(held, user.end) : undefined
    if (named === 'too-long') return refusing
    if (named === 'more') return undefined
    const host = named === undefined ? dialledHostOfBytes(address) : dialledHostOf(named.text)
    const origin = this.#originOfUser({ user: user.text, isIncidental: true })
    if (host === undefined || origin === undefined) return refusing
    const port = portHigh * 256 + portLow
    return { kind: 'enter', origin, host, port, rest: held.subarray((named ?? user).end) }
  }
}

/** 4a: the address 0.0.0.x, which nobody has, says that a name follows the user. */
const isNameBehind = ([first, second, third, last]: Uint8Array): boolean =>
  first === 0 && second === 0 && third === 0 && last !== 0

/** The text up to a zero byte, and where the bytes after it begin. */
function textAt(
  held: Uint8Array,
  start: number,
): { readonly text: string; readonly end: number } | 'more' | 'too-long' {
  const zeroAt = held.indexOf(0, start)
  const bytes = (zeroAt === -1 ? held.length : zeroAt) - start
  if (bytes > textBytesMax) return 'too-long'
  if (zeroAt === -1) return 'more'
  return { text: String.fromCharCode(...held.subarray(start, zeroAt)), end: zeroAt + 1 }
}

/** The port and address in a reply mean nothing for CONNECT. */
const reply = (code: number): Uint8Array => Uint8Array.of(0, code, 0, 0, 0, 0, 0, 0)

const refusing: HandshakeStep = { kind: 'close', bytes: reply(rejected) }
