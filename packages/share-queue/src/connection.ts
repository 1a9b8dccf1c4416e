import { Redis } from 'ioredis'

/** Where the queue is: a Redis or Valkey server. The password stands apart, so that no address that is shown holds one. */
export interface QueueAddress {
  /** `redis://host:port/database`, or `rediss://` for TLS. */
  readonly url: string
  readonly password: string | null
}

/** What has to be told to whoever gave the address, as a sentence. */
export class QueueError extends Error {
  /** Somebody of another build is there: waiting changes nothing. */
  readonly refuses: boolean

  constructor(message: string, { refuses = false } = {}) {
    super(message)
    this.refuses = refuses
  }
}

const connectsWithinMs = 10_000
/** A path that was cut says nothing: a connection that owes an answer for so long is made anew. */
const silentAtMostMs = 15_000
const retryAfterMsMax = 2_000

/** Called back whenever the server is lost, with the reason, and with null once it is there again. */
export type OnReach = (lost: string | null) => void

/**
 * A connection that waits for its server for as long as it takes: what is asked meanwhile is answered afterwards. Only the first time
 * it has to come about within 10 s. Throws a QueueError.
 */
export async function connect(
  { url, password }: QueueAddress,
  onReach: OnReach = () => undefined,
): Promise<Redis> {
  const redis = new Redis(url, {
    ...(password === null ? {} : { password }),
    maxRetriesPerRequest: null,
    connectTimeout: 5_000,
    socketTimeout: silentAtMostMs,
    retryStrategy: (times) => Math.min(100 * times, retryAfterMsMax),
    // A server that loads its file says so until it has; a command that it refused is asked again.
    reconnectOnError: (error) => (/^(LOADING|READONLY|MASTERDOWN)/.test(error.message) ? 2 : false),
    lazyConnect: true,
  })
  let lastError = 'it does not answer'
  let state: 'unmet' | 'there' | 'lost' = 'unmet'
  redis.on('error', (error) => {
    lastError = error.message || (error as NodeJS.ErrnoException).code || lastError
  })
  redis.on('close', () => {
    if (state !== 'there' || redis.status === 'end') return
    state = 'lost'
    onReach(lastError)
  })
  redis.on('ready', () => {
    if (state === 'lost') onReach(null)
    state = 'there'
  })
  // Attempts may fail before one succeeds: only the time limit ends them.
  const isThere = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), connectsWithinMs)
    redis.once('ready', () => {
      clearTimeout(timer)
      resolve(true)
    })
    redis.on('error', (error) => {
      // Asking again changes nothing.
      if (/^(WRONGPASS|NOAUTH|NOPERM)/.test(error.message)) resolve(false)
    })
    redis.connect().catch(() => undefined)
  })
  if (isThere) return redis
  redis.disconnect()
  throw new QueueError(
    `queue ${url}: expected a server that lets us in, within ${connectsWithinMs / 1_000} s: ${lastError}`,
  )
}
