import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Work } from '@understudy/lab-channel'
import { initialCredential, initialPassword } from '@understudy/shared'

/** OWASP's recommendation for scrypt with 16 MiB: N 2^14, r 8, p 5. Stored with each hash, so that it may grow. */
const cost = { N: 16_384, r: 8, p: 5 } as const
const scheme = 'scrypt'
const saltBytes = 16
const hashBytes = 32

/** Accounts whose password is known to be right. */
const provedMax = 200

/** As many at a time as leave a processor to the event loop, and threads of the pool to files (SEC-02). */
const atOnceMax = Math.max(1, Math.min(3, availableParallelism() - 1))

/** Hashes and checks passwords off the event loop, a few at a time. The core bounds how many wait. Nothing is logged. */
export class PasswordWork {
  readonly #work: Work
  readonly #waiting: (() => void)[] = []
  #running = 0
  /** By credential, what was right for it, under a key of this process: programs show the same password every second. */
  readonly #proved = new Map<string, Buffer>()
  readonly #proofKey = randomBytes(hashBytes)

  constructor(work: Work) {
    this.#work = work
  }

  /** What is stored of a password: `scrypt$N$r$p$salt$hash`. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(saltBytes)
    const hash = await this.#scrypt(password, salt, hashBytes, cost)
    const { N, r, p } = cost
    return [scheme, N, r, p, salt.toString('base64'), hash.toString('base64')].join('$')
  }

  /** Takes as long for a name that nobody has, and for the initial password, as for any other. */
  async verify(password: string, credential: string): Promise<boolean> {
    const parts = partsOf(credential)
    if (parts === undefined) {
      await this.#scrypt(password, randomBytes(saltBytes), hashBytes, cost)
      return credential === initialCredential && password === initialPassword
    }
    const proof = createHmac('sha256', this.#proofKey).update(password).digest()
    const proved = this.#proved.get(credential)
    if (proved !== undefined && timingSafeEqual(proved, proof)) return true
    const { salt, hash, ...given } = parts
    const isRight = timingSafeEqual(await this.#scrypt(password, salt, hash.length, given), hash)
    if (isRight) this.#remember(credential, proof)
    return isRight
  }

  #remember(credential: string, proof: Buffer): void {
    this.#proved.set(credential, proof)
    const [oldest] = this.#proved.keys()
    if (this.#proved.size > provedMax && oldest !== undefined) this.#proved.delete(oldest)
  }

  async #scrypt(
    password: string,
    salt: Buffer,
    length: number,
    { N, r, p }: { N: number; r: number; p: number },
  ): Promise<Buffer> {
    this.#work.begin()
    if (this.#running >= atOnceMax) await new Promise<void>((go) => this.#waiting.push(go))
    else this.#running += 1
    try {
      return await new Promise((resolve, reject) => {
        scrypt(password, salt, length, { N, r, p }, (error, hash) => {
          if (error === null) resolve(hash)
          else reject(error)
        })
      })
    } finally {
      // Whoever waits takes over the place.
      const next = this.#waiting.shift()
      if (next === undefined) this.#running -= 1
      else next()
      this.#work.end()
    }
  }
}

interface Parts {
  readonly N: number
  readonly r: number
  readonly p: number
  readonly salt: Buffer
  readonly hash: Buffer
}

/** Undefined = not of that form, or dearer than any that we make: a peer's data must not stop this process (SEC-03). */
function partsOf(credential: string): Parts | undefined {
  const [found, N, r, p, salt = '', hash = ''] = credential.split('$')
  if (found !== scheme || Number(N) !== cost.N || Number(r) !== cost.r || Number(p) !== cost.p)
    return undefined
  const parts = { ...cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') }
  return parts.hash.length === hashBytes ? parts : undefined
}
