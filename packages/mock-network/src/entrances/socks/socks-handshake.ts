import type { EnterResult } from '../enter.ts'
import { type Handshake, type HandshakeStep, nothing } from '../handshake.ts'
import type { OriginOfUser } from '../origin-of-user.ts'
import { Socks4Handshake } from './socks4-handshake.ts'
import { Socks5Handshake } from './socks5-handshake.ts'

const versions: Readonly<Record<number, (origin: OriginOfUser) => Handshake>> = {
  4: (origin) => new Socks4Handshake(origin),
  5: (origin) => new Socks5Handshake(origin),
}

/** SOCKS in the version that the program's first byte says. */
export class SocksHandshake implements Handshake {
  readonly #originOfUser: OriginOfUser
  #spoken: Handshake | undefined
  #isOver = false

  constructor(originOfUser: OriginOfUser) {
    this.#originOfUser = originOfUser
  }

  push(bytes: Uint8Array): readonly HandshakeStep[] {
    const [first] = bytes
    if (this.#isOver || first === undefined) return []
    this.#spoken ??= versions[first]?.(this.#originOfUser)
    if (this.#spoken !== undefined) return this.#spoken.push(bytes)
    this.#isOver = true
    return [{ kind: 'close', bytes: nothing }]
  }

  answer(result: EnterResult): Uint8Array {
    return this.#spoken?.answer(result) ?? nothing
  }

  expire(): Uint8Array {
    return this.#spoken?.expire() ?? nothing
  }
}
