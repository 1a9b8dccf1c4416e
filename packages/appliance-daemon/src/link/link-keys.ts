import { scrypt } from 'node:crypto'
import type { Work } from '@understudy/lab-channel'
import { assert } from '@understudy/shared'
import { keyProofOf } from './key-proof.ts'

/** What a peer names in the handshake. One constant: the key alone tells relationships apart. */
export const linkIdentity = 'understudy-link/1'

const keyBytes = 32
const cost = { N: 16_384, r: 8, p: 1 } as const

/**
 * The TLS key that an inter-appliance pre-shared key stands for: scrypt (N 16384, r 8, p 1) over it
 * with the salt "understudy-link/1 <site's host name>", 32 bytes. Both ends come to the same.
 */
export function stretchKey(key: string, siteHostname: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(key, `${linkIdentity} ${siteHostname}`, keyBytes, cost, (error, stretched) => {
      if (error === null) resolve(stretched)
      else reject(error)
    })
  })
}

/** The key that links are authenticated with now. Never logged (SEC-01). */
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

  /** From now on this key, as soon as it is stretched; until then {@link settling} says so. */
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

  /** Resolves when the newest key is in use; null = it is. A handshake has to wait for it. */
  get settling(): Promise<void> | null {
    return this.#pending
  }

  /** Proves the key in use: see {@link keyProofOf}. Whoever asks knows that there is one. */
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
