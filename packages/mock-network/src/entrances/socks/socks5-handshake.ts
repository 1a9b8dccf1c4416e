import { dialledHostOf, dialledHostOfBytes } from '../dialled-host.ts'
import { type EnterResult, outside } from '../enter.ts'
import { type Handshake, type HandshakeStep, joined, nothing } from '../handshake.ts'
import type { OriginOfUser } from '../origin-of-user.ts'
import { type ReplyCode, reply, resultReply } from './socks5-replies.ts'

const version = 5
const noAuthentication = 0
const userAndPassword = 2
const noneAcceptable = 0xff
const connectCommand = 1
const addressTypes = { ipv4: 1, name: 3, ipv6: 4 } as const

/** The outcome of one message: what to do, how many bytes it took, what is expected next. */
interface Taken {
  readonly step: HandshakeStep
  readonly bytes: number
  readonly next: Stage
}
type Stage = 'greeting' | 'credentials' | 'request' | 'over'

/**
 * SOCKS 5 (RFC 1928): CONNECT alone, without authentication or with a user name (RFC 1929) that says which office the
 * program enters from; any password will do, even none. The longest message has 513 bytes, so it never holds more than
 * that and one chunk.
 */
export class Socks5Handshake implements Handshake {
  readonly #originOfUser: OriginOfUser
  #origin = outside
  /** The client offered to go without credentials too. */
  #offersNone = false
  #stage: Stage = 'greeting'
  #held: Uint8Array = nothing

  constructor(originOfUser: OriginOfUser) {
    this.#originOfUser = originOfUser
  }

  push(bytes: Uint8Array): readonly HandshakeStep[] {
    this.#held = joined(this.#held, bytes)
    const steps: HandshakeStep[] = []
    while (this.#stage !== 'over') {
      const taken = this.#take()
      if (taken === undefined) break
      this.#held = this.#held.subarray(taken.bytes)
      this.#stage = taken.next
      steps.push(taken.step.kind === 'enter' ? { ...taken.step, rest: this.#held } : taken.step)
    }
    if (this.#stage === 'over') this.#held = nothing
    return steps
  }

  answer(result: EnterResult): Uint8Array {
    return resultReply(result)
  }

  expire(): Uint8Array {
    return nothing
  }

  /** The next message; undefined until it is complete. */
  #take(): Taken | undefined {
    if (this.#stage === 'greeting') return this.#takeGreeting(this.#held)
    if (this.#stage === 'credentials') return this.#takeCredentials(this.#held)
    return takeRequest(this.#held, this.#origin)
  }

  #takeGreeting(held: Uint8Array): Taken | undefined {
    const [first, methodCount] = held
    if (first !== undefined && first !== version) return closing(nothing)
    if (methodCount === undefined || held.length < 2 + methodCount) return undefined
    const methods = held.subarray(2, 2 + methodCount)
    const chosen = [userAndPassword, noAuthentication].find((method) => methods.includes(method))
    if (chosen === undefined) return closing(Uint8Array.of(version, noneAcceptable))
    this.#offersNone = methods.includes(noAuthentication)
    const next = chosen === userAndPassword ? 'credentials' : 'request'
    return sending(Uint8Array.of(version, chosen), 2 + methodCount, next)
  }

  #takeCredentials(held: Uint8Array): Taken | undefined {
    const [ownVersion, userBytes = 0] = held
    if (ownVersion !== undefined && ownVersion !== 1) return closing(nothing)
    const passwordAt = 2 + userBytes
    const passwordBytes = held[passwordAt]
    if (passwordBytes === undefined) return undefined
    const bytes = passwordAt + 1 + passwordBytes
    if (held.length < bytes) return undefined
    const origin = this.#originOfUser({
      user: textOf(held.subarray(2, passwordAt)),
      isIncidental: this.#offersNone && passwordBytes === 0,
    })
    if (origin === undefined) return closing(Uint8Array.of(1, 1))
    this.#origin = origin
    return sending(Uint8Array.of(1, 0), bytes, 'request')
  }
}

function takeRequest(held: Uint8Array, origin: string): Taken | undefined {
  const [first, command, , type, nameBytes] = held
  if (first !== undefined && first !== version) return refusing('general-failure')
  if (type === undefined) return undefined
  if (command !== connectCommand) return refusing('command-not-supported')
  const range = addressRange(type, nameBytes)
  if (range === 'unknown-type') return refusing('address-type-not-supported')
  if (range === undefined || held.length < range.to + 2) return undefined
  const address = held.subarray(range.from, range.to)
  const host =
    type === addressTypes.name ? dialledHostOf(textOf(address)) : dialledHostOfBytes(address)
  if (host === undefined) return refusing('host-unreachable')
  const port = (held[range.to] ?? 0) * 256 + (held[range.to + 1] ?? 0)
  const step = { kind: 'enter', origin, host, port, rest: nothing } as const
  return { step, bytes: range.to + 2, next: 'over' }
}

/** Where the address is within the request; undefined until its length is known. */
function addressRange(
  type: number,
  nameBytes: number | undefined,
): { from: number; to: number } | 'unknown-type' | undefined {
  if (type === addressTypes.ipv4) return { from: 4, to: 8 }
  if (type === addressTypes.ipv6) return { from: 4, to: 20 }
  if (type !== addressTypes.name) return 'unknown-type'
  return nameBytes === undefined ? undefined : { from: 5, to: 5 + nameBytes }
}

const sending = (reply: Uint8Array, bytes: number, next: Stage): Taken => ({
  step: { kind: 'send', bytes: reply },
  bytes,
  next,
})

const closing = (lastWords: Uint8Array): Taken => ({
  step: { kind: 'close', bytes: lastWords },
  bytes: 0,
  next: 'over',
})

const refusing = (code: ReplyCode): Taken => closing(reply(code))

/** Byte for byte: nobody has a name with non-ASCII letters anyway. */
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
