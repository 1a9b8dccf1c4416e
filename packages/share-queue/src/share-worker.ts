import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { type Job, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { RunBrief } from './assigned-shares.ts'
import { connect, type OnReach, type QueueAddress, QueueError } from './connection.ts'
import { answersKey, briefKey, leftSeconds, prefix, queueName, workersKey } from './keys.ts'
import { pack } from './packing.ts'
import { Presence, presentRuns } from './present.ts'

export interface ShareWorkerOptions {
  readonly address: QueueAddress
  readonly build: string
  /** How many shares it does at a time. */
  readonly jobs: number
  /** Does one; what it answers goes to the dispatcher as JSON. If it throws, the share is tried again, three times in all. */
  readonly play: (brief: RunBrief, share: number) => Promise<unknown>
  readonly onReach?: OnReach
}

interface Share {
  readonly run: string
  readonly share: number
}

/** A worker says every second that it lives; whoever dies gives back what it had after two to four. */
const lockMs = 2_000
/** A share may see so many of its workers die before it is thought to be the reason. */
const deathsMax = 20
const looksEveryMs = 2_000

/** Does shares of any run of its build until it is ended. */
export class ShareWorker {
  readonly #redis: Redis
  readonly #worker: Worker<Share>
  readonly #presence: Presence
  readonly #options: ShareWorkerOptions
  /** Of the run it works for: a worker that lives for months holds no others. */
  #briefed: { readonly run: string; readonly brief: RunBrief } | null = null
  readonly #refused: Promise<never>
  readonly #timer: NodeJS.Timeout
  #done = 0

  private constructor(redis: Redis, presence: Presence, options: ShareWorkerOptions) {
    this.#redis = redis
    this.#presence = presence
    this.#options = options
    this.#worker = new Worker<Share>(queueName(options.build), (job) => this.#do(job), {
      connection: redis,
      prefix,
      concurrency: options.jobs,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      maxStalledCount: deathsMax,
      drainDelay: 2,
      skipVersionCheck: true,
    })
    // The connection says when the server is lost.
    this.#worker.on('error', () => undefined)
    let refuse: (error: QueueError) => void = () => undefined
    this.#refused = new Promise((_, reject) => {
      refuse = reject
    })
    this.#refused.catch(() => undefined)
    this.#timer = setInterval(() => {
      refuseOthers(redis, options.build).catch((error: unknown) => {
        if (error instanceof QueueError) refuse(error)
      })
    }, looksEveryMs)
  }

  /** Refuses where there are only runs of other builds. */
  static async begin(options: ShareWorkerOptions): Promise<ShareWorker> {
    const redis = await connect(options.address, options.onReach)
    try {
      const id = `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`
      const presence = await Presence.begin(redis, workersKey, { id, build: options.build })
      try {
        await refuseOthers(redis, options.build)
      } catch (error) {
        await presence.end()
        throw error
      }
      return new ShareWorker(redis, presence, options)
    } catch (error) {
      redis.disconnect()
      throw error
    }
  }

  /** How many shares it has done. */
  get done(): number {
    return this.#done
  }

  /** Rejects with a QueueError once the only runs at the queue are of other builds. */
  get refused(): Promise<never> {
    return this.#refused
  }

  async #do({ data: { run, share }, attemptsMade, opts }: Job<Share>): Promise<void> {
    const brief = await this.#briefOf(run)
    // Its dispatcher has ended the run.
    if (brief === null) return
    const answer = await this.#options
      .play(brief, share)
      .then((value) => ({ value }))
      .catch((error: unknown) => {
        if (attemptsMade + 1 < (opts.attempts ?? 1)) throw error
        return { failed: error instanceof Error ? error.message : String(error) }
      })
    const key = answersKey(run)
    await this.#redis.multi().hset(key, String(share), pack(answer)).expire(key, leftSeconds).exec()
    this.#done += 1
  }

  /** Null = there is no such run any more. */
  async #briefOf(run: string): Promise<RunBrief | null> {
    if (this.#briefed?.run === run) return this.#briefed.brief
    const text = await this.#redis.get(briefKey(run))
    if (text === null) return null
    this.#briefed = { run, brief: JSON.parse(text) as RunBrief }
    return this.#briefed.brief
  }

  /** Ends what it does first; with `force`, or where the server is lost, what it has begun is missed there, and done by another. */
  async end({ force }: { readonly force: boolean }): Promise<void> {
    clearInterval(this.#timer)
    const isLost = this.#redis.status !== 'ready'
    await this.#worker.close(force || isLost)
    if (isLost) this.#presence.forget()
    else await this.#presence.end()
    this.#redis.disconnect()
  }
}

async function refuseOthers(redis: Redis, build: string): Promise<void> {
  const runs = await presentRuns(redis)
  if (runs.length === 0 || runs.some((run) => run.build === build)) return
  throw new QueueError(
    `the run at that queue is of another build (${runs[0]?.build}) than this worker (${build})`,
    { refuses: true },
  )
}
