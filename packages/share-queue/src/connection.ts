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
 * it has to come about within `withinMs` (10 s), with a server that can be a queue. Throws a QueueError.
 */
export async function connect(
  address: QueueAddress,
  onReach: OnReach = () => undefined,
  withinMs = connectsWithinMs,
): Promise<Redis> {
  const { url, password } = address
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
  let lastError: string | undefined
  let state: 'unmet' | 'there' | 'lost' = 'unmet'
  redis.on('error', (error) => {
    lastError = error.message || (error as NodeJS.ErrnoException).code || lastError
  })
  redis.on('close', () => {
    if (state !== 'there' || redis.status === 'end') return
    state = 'lost'
    onReach(lastError ?? 'it closed the connection')
  })
  redis.on('ready', () => {
    if (state === 'lost') onReach(null)
    state = 'there'
  })
  const obstacle = (await isReady(redis, withinMs))
    ? await unfitness(redis, address)
    : whatIsWrong(redis, url, lastError)
  if (obstacle === null) return redis
  redis.disconnect()
  throw new QueueError(
    `queue ${url}: expected a Redis or Valkey that lets us in, within ${withinMs / 1_000} s: ${obstacle}`,
  )
}

/** Attempts may fail before one succeeds: only the time limit ends them, and what no waiting mends. */
const isReady = (redis: Redis, withinMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), withinMs)
    const end = (isThere: boolean) => {
      clearTimeout(timer)
      resolve(isThere)
    }
    redis.once('ready', () => end(true))
    redis.on('error', (error) => {
      if (lasting.some(([pattern]) => pattern.test(error.message))) end(false)
    })
    redis.connect().catch(() => undefined)
  })

/** What stays wrong however long one waits, and what it means. */
const lasting: readonly (readonly [RegExp, string])[] = [
  [/^WRONGPASS/, 'the password is another'],
  [/^NOAUTH/, 'it asks for a password, and none was given'],
  [/^NOPERM/, 'its user may not do this'],
  [/^Unknown RESP type 72 /, 'an HTTP server answers there'],
  [/^Unknown RESP type 21 /, 'it speaks TLS (rediss://)'],
  [/^(Unknown RESP type|Protocol error)/, 'it speaks another protocol'],
  [/wrong version number|packet length too long/i, 'it speaks no TLS (redis://)'],
  [/certificate/i, 'its certificate is not trusted here ($NODE_EXTRA_CA_CERTS adds authorities)'],
]

function whatIsWrong({ status }: Redis, url: string, error = 'it does not answer'): string {
  const meaning = lasting.find(([pattern]) => pattern.test(error))?.[1]
  if (meaning !== undefined) return `${meaning} (${error})`
  // Only the question whether it is ready is open.
  if (status === 'connect') return 'it still loads its file'
  // Redis is silent to a greeting in TLS, and hangs up on one without.
  if (url.startsWith('rediss:') && /not answer|ETIMEDOUT/.test(error))
    return `${error}; perhaps it speaks no TLS (redis://)`
  if (url.startsWith('redis:') && /ECONNRESET|closed/.test(error))
    return `${error}; perhaps it speaks TLS (rediss://)`
  return error
}

/** Why a server that answers can be no queue; null = it can. */
async function unfitness(redis: Redis, { url, password }: QueueAddress): Promise<string | null> {
  // Whoever may not ask finds out by what is refused later.
  const info = await redis.info('replication').catch(() => '')
  if (/^role:slave/m.test(info)) {
    const of = ['host', 'port'].map((part) => new RegExp(`^master_${part}:(.*)$`, 'm').exec(info))
    return `it is a copy that cannot be written to; its primary is ${of.map((found) => found?.[1]?.trim()).join(':')}`
  }
  if (password === null || /\/\/[^/]*@/.test(url)) return null
  // A server without a password lets everybody in, with whatever they bring: only this old form of the question is answered.
  return redis.auth(password).then(
    () => null,
    ({ message }: Error) =>
      /without any password configured/.test(message)
        ? 'a password was given, but it asks nobody for one'
        : message,
  )
}
