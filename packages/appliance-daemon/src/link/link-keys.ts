import { scrypt } from 'node:crypto'
import type { Work } from '@understudy/lab-channel'
import { assert } from '@understudy/shared'
import { keyProofOf } from './key-proof.ts'

/** The identity a peer names in the handshake. A constant: the key alone tells relationships apart. */
export const linkIdentity = 'understudy-link/1'

const keyBytes = 32
const cost = { N: 16_384, r: 8, p: 1 } as const

/**
 * The TLS key made from an inter-appliance pre-shared key: scrypt (N 16384, r 8, p 1) with the salt "understudy-link/1
 * <site's host name>", 32 bytes. Both ends get the same.
 */
export function stretchKey(key: string, siteHostname: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(key, `${linkIdentity} ${siteHostname}`, keyBytes, cost, (error, stretched) => {
      if (error === null) resolve(stretched)
      else reject(error)
    })
  })
}

/** The key that authenticates links now. Never logged (SEC-01). */
export class LinkKeys {
  readonly #siteHostname: string
  readonly #work: Work
  readonly #stretched = new Map<string, Promise<Buffer>>()
  #current: Buffer | null = null
  #pending: Promise<void> | null = null

  constructor(siteHostname: string, work: Work) {
    this.#siteHostname = siteHostname
    this.#work = work
  }

  /** Uses this key from now on, once it is stretched; {@link settling} waits for that. */
  use(key: string): void {
    this.#work.begin()
    const pending = this.#stretch(key)
      .then((stretched) => {
        if (this.#pending !== pending) return
        this.#current = stretched
        this.#pending = null
      })
      .finally(() => this.#work.end())
    this.#pending = pending
  }

  /** null = no key was ever set. */
  get current(): Buffer | null {
    return this.#current
  }

  /** Resolves when the newest key is in use; null = it already is. A handshake has to wait for it. */
  get settling(): Promise<void> | null {
    return this.#pending
  }

  /** Proves the key in use: see {@link keyProofOf}. The caller knows that there is one. */
  async proofOf(nonce: string): Promise<string> {
    while (this.#pending !== null) await this.#pending
    assert(this.#current !== null, 'a proof is asked of a key that was never set')
    return keyProofOf(this.#current, nonce)
  }

  #stretch(key: string): Promise<Buffer> {
    const known = this.#stretched.get(key)
    if (known !== undefined) return known
    const stretched = stretchKey(key, this.#siteHostname)
    this.#stretched.clear()
    this.#stretched.set(key, stretched)
    return stretched
  }
}
