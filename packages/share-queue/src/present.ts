import type { Redis } from 'ioredis'
import { runsKey, workersKey } from './keys.ts'

/** Who is at the queue, by what they last said of themselves: workers and dispatchers of other builds are refused by it. */
export interface Present {
  readonly id: string
  readonly build: string
}

interface Word {
  readonly build: string
  readonly atMs: number
}

const wordEveryMs = 2_000
/** Who says nothing for so long is gone. */
const goneAfterMs = 10_000

/** Tells of itself until it is ended. Times are the server's: the machines' clocks may differ. */
export class Presence {
  readonly #redis: Redis
  readonly #key: string
  readonly #id: string
  readonly #build: string
  readonly #timer: NodeJS.Timeout

  private constructor(redis: Redis, key: string, { id, build }: Present) {
    this.#redis = redis
    this.#key = key
    this.#id = id
    this.#build = build
    this.#timer = setInterval(() => void this.#say().catch(() => undefined), wordEveryMs)
  }

  static async begin(redis: Redis, key: string, present: Present): Promise<Presence> {
    const presence = new Presence(redis, key, present)
    await presence.#say()
    return presence
  }

  async #say(): Promise<void> {
    const word: Word = { build: this.#build, atMs: await timeOf(this.#redis) }
    await this.#redis.hset(this.#key, this.#id, JSON.stringify(word))
  }

  /** Says no more; what it said last lapses. */
  forget(): void {
    clearInterval(this.#timer)
  }

  async end(): Promise<void> {
    this.forget()
    await this.#redis.hdel(this.#key, this.#id)
  }
}

export const presentWorkers = (redis: Redis): Promise<readonly Present[]> =>
  presentAt(redis, workersKey)

export const presentRuns = (redis: Redis): Promise<readonly Present[]> => presentAt(redis, runsKey)

async function presentAt(redis: Redis, key: string): Promise<readonly Present[]> {
  const [words, nowMs] = await Promise.all([redis.hgetall(key), timeOf(redis)])
  const all = Object.entries(words).map(([id, text]) => ({ id, ...(JSON.parse(text) as Word) }))
  const gone = all.filter(({ atMs }) => nowMs - atMs > goneAfterMs)
  if (gone.length > 0) await redis.hdel(key, ...gone.map(({ id }) => id))
  return all.filter((one) => !gone.includes(one))
}

async function timeOf(redis: Redis): Promise<number> {
  const [seconds, microseconds] = await redis.time()
  return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000)
}
