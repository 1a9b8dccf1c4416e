import { type EnterResult, outside } from '../enter.ts'
import { type Handshake, type HandshakeStep, heldBytesMax, joined, nothing } from '../handshake.ts'
import type { OriginOfUser } from '../origin-of-user.ts'
import { authorityOf } from './authority.ts'
import { type Head, mayBegin, parseHead } from './head.ts'
import { proxyUserOf } from './proxy-user.ts'
import { type Refusal, refusalResponse, resultResponse } from './responses.ts'

const lf = 10
const cr = 13

/**
 * Whether a program without credentials is let in, or asked for them: many send theirs only when asked (RFC 9110
 * 11.7.1), but one that has none could not answer.
 */
type Manner = 'takes' | 'asks'

/**
 * HTTP's CONNECT (RFC 9110 9.3.6). A Basic user name says which office the program enters from; any password will do.
 * All other requests are refused with a sentence: the lab's appliances speak TLS only.
 */
export class ConnectHandshake implements Handshake {
  readonly #originOfUser: OriginOfUser
  readonly #manner: Manner
  #held: Uint8Array = nothing
  /** How many bytes were searched for the end of the head. */
  #seenBytes = 0
  #over = false
  #where = ''

  constructor(originOfUser: OriginOfUser, manner: Manner = 'takes') {
    this.#originOfUser = originOfUser
    this.#manner = manner
  }

  push(bytes: Uint8Array): readonly HandshakeStep[] {
    if (this.#over) return []
    this.#held = joined(this.#held, bytes)
    if (this.#seenBytes === 0) this.#skipEmptyLines()
    const [first] = this.#held
    if (first !== undefined && !mayBegin(first))
      return this.#end(closing({ status: 400, sentence: 'This is not HTTP.' }))
    const end = endOfHead(this.#held, this.#seenBytes)
    this.#seenBytes = this.#held.length
    if ((end ?? this.#held.length) > heldBytesMax)
      return this.#end(
        closing({ status: 431, sentence: `Expected a head of ${heldBytesMax} bytes at most.` }),
      )
    if (end === undefined) return []
    return this.#end(this.#decide(this.#held.subarray(0, end), this.#held.subarray(end)))
  }

  answer(result: EnterResult): Uint8Array {
    return resultResponse(result, this.#where)
  }

  expire(): Uint8Array {
    return refusalResponse({ status: 408, sentence: 'The head of the request took too long.' })
  }

  #end(step: HandshakeStep): readonly HandshakeStep[] {
    this.#over = true
    this.#held = nothing
    return [step]
  }

  /** Some clients send an extra empty line after a request (RFC 9112 2.2). */
  #skipEmptyLines(): void {
    let at = 0
    while (this.#held[at] === cr || this.#held[at] === lf) at++
    this.#held = this.#held.subarray(at)
  }

  #decide(headBytes: Uint8Array, rest: Uint8Array): HandshakeStep {
    const head = parseHead(linesOf(headBytes))
    if ('status' in head) return closing(head)
    if (head.method !== 'CONNECT') return closing(notConnect(head))
    const authority = authorityOf(head.target)
    if (authority === undefined)
      return closing({
        status: 400,
        sentence: 'Expected a target such as support.example.com:443.',
      })
    const origin = this.#originOf(head)
    if (typeof origin !== 'string') return closing(origin)
    this.#where = head.target
    return { kind: 'enter', origin, ...authority, rest }
  }

  #originOf({ fields }: Head): string | Refusal {
    const [field, second] = fields.filter(({ name }) => name === 'proxy-authorization')
    if (second !== undefined)
      return { status: 400, sentence: 'Expected one Proxy-Authorization at most.' }
    if (field === undefined) return this.#manner === 'takes' ? outside : challenge
    const user = proxyUserOf(field.value)
    if (user === undefined)
      return { status: 407, sentence: 'Expected Basic with an office of the lab as the user.' }
    return (
      this.#originOfUser({ user }) ?? {
        status: 407,
        sentence: 'The user is no office of the lab; without one you enter from outside.',
      }
    )
  }
}

/** Where the head ends: after its first empty line. undefined = not yet. */
function endOfHead(held: Uint8Array, seenBytes: number): number | undefined {
  // The empty line may begin up to three bytes before the new ones.
  let at = held.indexOf(lf, Math.max(0, seenBytes - 3))
  while (at !== -1) {
    if (held[at + 1] === lf) return at + 2
    if (held[at + 1] === cr && held[at + 2] === lf) return at + 3
    at = held.indexOf(lf, at + 1)
  }
  return undefined
}

/** Lines may end without the CR (RFC 9112 2.2); a CR anywhere else is not allowed in a line. */
const linesOf = (head: Uint8Array): readonly string[] =>
  Buffer.from(head)
    .toString('latin1')
    .replace(/\r?\n\r?\n$/, '')
    .split(/\r?\n/)

function notConnect({ method, target }: Head): Refusal {
  const sentence = target.startsWith('/')
    ? 'This is the HTTP proxy of a mock network: programs enter by CONNECT.'
    : "The lab's network speaks TLS only: use https://, which enters by CONNECT."
  return { status: 405, sentence: `${method} is not for this door. ${sentence}` }
}

const challenge: Refusal = {
  status: 407,
  sentence: 'Expected a user: an office of the lab, or outside.',
}

const closing = (refusal: Refusal): HandshakeStep => ({
  kind: 'close',
  bytes: refusalResponse(refusal),
})
