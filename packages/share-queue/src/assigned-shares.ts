import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { connect, type OnReach, type QueueAddress, QueueError } from './connection.ts'
import { answersKey, briefKey, leftSeconds, prefix, queueName, runsKey } from './keys.ts'
import { unpack } from './packing.ts'
import { Presence, presentWorkers } from './present.ts'

/** What a worker has to know of a run besides a share's number: the same for all its shares. */
export interface RunBrief {
  readonly kind: string
  readonly [field: string]: unknown
}

export interface SharesOfRun {
  /** Names the run on the server: a dispatcher that goes on after its death uses the same. */
  readonly run: string
  readonly build: string
  readonly brief: RunBrief
  /** The numbers of the shares that are to be done, in their order. */
  readonly shares: Iterable<number>
}

/** What came of a share. It can come twice: a share is done at least once. */
export type ShareAnswer =
  | { readonly share: number; readonly value: unknown }
  /** As a sentence; it was tried several times. */
  | { readonly share: number; readonly failed: string }

/** So many shares are at the queue at a time: what lies on the server does not grow with the run. */
const assignedMax = 256
const asksEveryMs = 100
/** How often it looks for shares that the server has lost, and for workers. */
const looksAfterMs = 2_000

interface AssignedOptions extends SharesOfRun {
  readonly address: QueueAddress
  readonly onReach?: OnReach
  /** Told whenever it changes how many workers of this build, and of others, there are. */
  readonly onWorkers?: (own: number, others: readonly string[]) => void
  readonly signal: AbortSignal
}

/**
 * A dispatcher's side of a run: hands out its shares and yields their answers as they come. An answer stays on the server until the
 * next one is asked for, so whoever keeps each before it goes on loses none by dying (LAB-05). Throws a QueueError.
 */
export class AssignedShares implements AsyncIterable<readonly ShareAnswer[]> {
  readonly #redis: Redis
  readonly #queue: Queue
  readonly #options: AssignedOptions
  readonly #presence: Presence
  readonly #assigned = new Set<number>()
  readonly #early = new Set<number>()
  readonly #left: Iterator<number>
  #lookedAtMs = 0
  #workers = ''

  private constructor(redis: Redis, presence: Presence, options: AssignedOptions) {
    this.#redis = redis
    this.#presence = presence
    this.#options = options
    this.#left = options.shares[Symbol.iterator]()
    this.#queue = new Queue(queueName(options.build), {
      connection: redis,
      prefix,
      skipVersionCheck: true,
      // Nobody follows its events: answers are asked for.
      streams: { events: { maxLen: 0 } },
      defaultJobOptions: { attempts: 3, removeOnComplete: true, removeOnFail: false },
    })
    this.#queue.on('error', () => undefined)
  }

  /** Refuses where there are only workers of other builds. */
  static async begin(options: AssignedOptions): Promise<AssignedShares> {
    const redis = await connect(options.address, options.onReach)
    try {
      const workers = await presentWorkers(redis)
      if (workers.length > 0 && workers.every(({ build }) => build !== options.build))
        throw new QueueError(
          `the workers at that queue are of another build (${workers[0]?.build}) than this one (${options.build})`,
          { refuses: true },
        )
      await redis.set(briefKey(options.run), JSON.stringify(options.brief), 'EX', leftSeconds)
      const presence = await Presence.begin(redis, runsKey, {
        id: options.run,
        build: options.build,
      })
      return new AssignedShares(redis, presence, options)
    } catch (error) {
      redis.disconnect()
      throw error
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly ShareAnswer[]> {
    // An earlier dispatcher of the run may have left some.
    const early = await this.#answers()
    if (early.length > 0) yield early
    await this.#forget(early)
    for (const { share } of early) this.#early.add(share)
    while (!this.#options.signal.aborted && (await this.#assign())) {
      const answers = await this.#answers()
      if (answers.length > 0) {
        yield answers
        await this.#forget(answers)
      } else await pause(asksEveryMs, this.#options.signal)
      await this.#look()
    }
  }

  /** Hands out as many as may be at the queue; whether any is left to be waited for. */
  async #assign(): Promise<boolean> {
    const next: number[] = []
    while (this.#assigned.size + next.length < assignedMax) {
      const { done, value } = this.#left.next()
      if (done === true) break
      if (!this.#early.delete(value)) next.push(value)
    }
    await this.#add(next)
    for (const share of next) this.#assigned.add(share)
    return this.#assigned.size > 0
  }

  async #add(shares: readonly number[]): Promise<void> {
    const { run } = this.#options
    if (shares.length === 0) return
    // A share that is there already stays as it is: its name says which it is.
    await this.#queue.addBulk(
      shares.map((share) => ({
        name: 'share',
        data: { run, share },
        opts: { jobId: jobOf(run, share) },
      })),
    )
  }

  async #answers(): Promise<readonly ShareAnswer[]> {
    const packed = await this.#redis.hgetallBuffer(answersKey(this.#options.run))
    return Object.entries(packed).map(([share, bytes]) => ({
      ...(unpack(bytes) as { value: unknown } | { failed: string }),
      share: Number(share),
    }))
  }

  async #forget(answers: readonly ShareAnswer[]): Promise<void> {
    const shares = answers.map(({ share }) => share)
    if (shares.length === 0) return
    await this.#redis.hdel(answersKey(this.#options.run), ...shares.map(String))
    for (const share of shares) this.#assigned.delete(share)
  }

  /** Shares that a server without a file has lost are handed out again; those that no worker survived are given up. */
  async #look(): Promise<void> {
    if (Date.now() - this.#lookedAtMs < looksAfterMs) return
    this.#lookedAtMs = Date.now()
    await this.#lookAtWorkers()
    const { run, brief } = this.#options
    await this.#redis.set(briefKey(run), JSON.stringify(brief), 'EX', leftSeconds)
    await Promise.all([...this.#assigned].map((share) => this.#lookAt(share)))
  }

  async #lookAt(share: number): Promise<void> {
    const { run } = this.#options
    const job = await this.#queue.getJob(jobOf(run, share))
    const state = job === undefined ? 'unknown' : await job.getState()
    // Asked last: what is done is answered first and gone then.
    if ((await this.#redis.hexists(answersKey(run), String(share))) === 1) return
    if (state === 'unknown') await this.#add([share])
    if (state !== 'failed') return
    await job?.remove()
    throw new QueueError(`share ${share} was given up: ${job?.failedReason}`)
  }

  async #lookAtWorkers(): Promise<void> {
    const { build, onWorkers } = this.#options
    const workers = await presentWorkers(this.#redis)
    const own = workers.filter((one) => one.build === build)
    const others = [...new Set(workers.map((one) => one.build))].filter((one) => one !== build)
    const seen = JSON.stringify([own.length, others])
    if (seen === this.#workers) return
    this.#workers = seen
    onWorkers?.(own.length, others)
  }

  /** Takes back what is at the queue and leaves nothing on the server. */
  async end(): Promise<void> {
    const { run } = this.#options
    // A share that is being done cannot be taken back; its answer lapses.
    await Promise.all(
      [...this.#assigned].map((share) =>
        this.#queue.remove(jobOf(run, share)).catch(() => undefined),
      ),
    )
    await this.#presence.end()
    await this.#redis.del(briefKey(run), answersKey(run))
    await this.#queue.close()
    this.#redis.disconnect()
  }
}

const jobOf = (run: string, share: number): string => `${run}-${share}`

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done, { once: true })
  })
