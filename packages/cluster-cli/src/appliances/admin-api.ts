import type { ClientRequestArgs, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { Agent, request } from 'node:https'
import { connect as dialTcp, type Socket } from 'node:net'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { connect, type TLSSocket } from 'node:tls'
import {
  accepted,
  filePath,
  filesPath,
  type HostOperationName,
  type Outcome,
  operationUrlPath,
} from '@understudy/shared'
import { isOutcome } from './outcome-of.ts'

/** How an appliance's admin API is reached and trusted. */
export interface ApplianceAccess {
  /** The lab's name for it: "a". */
  readonly name: string
  readonly hostname: string
  /** Where the port is. */
  readonly host: string
  /** The port that leads to it at present. */
  readonly port: () => number | undefined
  /** The lab's authority, PEM: only what it issued is trusted. */
  readonly certificate: string
  /** Secret: never logged. */
  readonly token: string
  /** Called with each connection, and the stream that goes over it. */
  readonly watch?: (connection: Socket, stream: TLSSocket) => void
}

/** Why a call got no answer at all. `sent`: the appliance may have acted on it. */
export interface NoAnswer {
  readonly failure: string
  readonly sent: boolean
}

const answerBytesMax = 64 * 1024 * 1024

/** The admin API of one appliance, over connections that are kept open. */
export class AdminApi {
  readonly #access: ApplianceAccess
  readonly #agent: Agent

  constructor(access: ApplianceAccess) {
    this.#access = access
    this.#agent = new WatchedAgent(access, {
      keepAlive: true,
      maxSockets: 8,
      ca: access.certificate,
      servername: access.hostname,
      minVersion: 'TLSv1.3',
    })
  }

  /** One call. Ends early, without an answer, when `signal` fires. Never rejects. */
  call(
    operation: HostOperationName,
    input: unknown,
    signal: AbortSignal,
  ): Promise<Outcome<unknown> | NoAnswer> {
    const port = this.#access.port()
    if (port === undefined) return Promise.resolve({ failure: 'it is not running', sent: false })
    const body = JSON.stringify(input ?? {})
    return new Promise((resolve) => {
      let sent = false
      const fail = (error: NodeJS.ErrnoException): void =>
        resolve({
          failure: signal.aborted ? 'no answer in time' : (error.code ?? error.message),
          sent,
        })
      const outgoing = request({
        agent: this.#agent,
        host: this.#access.host,
        port,
        method: 'POST',
        path: operationUrlPath(operation),
        signal,
        headers: {
          host: this.#access.hostname,
          authorization: `Bearer ${this.#access.token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      })
      outgoing.on('error', fail)
      outgoing.on('finish', () => {
        sent = true
      })
      outgoing.on('response', (response) => {
        const parts: Buffer[] = []
        let size = 0
        response.on('data', (part: Buffer) => {
          size += part.length
          if (size > answerBytesMax) response.destroy(new Error('the answer is too large'))
          else parts.push(part)
        })
        response.on('error', fail)
        response.on('end', () => resolve(outcomeOf(Buffer.concat(parts), response.statusCode ?? 0)))
      })
      outgoing.end(body)
    })
  }

  /** Hands a file over. Its name there comes back in the answer. */
  async upload(
    content: Uint8Array | Readable,
    signal: AbortSignal,
    path = filesPath,
  ): Promise<Outcome<unknown> | NoAnswer> {
    try {
      const length = content instanceof Uint8Array ? { 'content-length': content.length } : {}
      const headers = { ...length, 'content-type': 'application/octet-stream' }
      const response = await this.#request('POST', path, headers, content, signal)
      return outcomeOf(await textOf(response), response.statusCode ?? 0)
    } catch (error) {
      return noAnswer(error, signal)
    }
  }

  /** Fetches a file, piece by piece, into that sink. */
  async download(
    file: string,
    sink: Writable,
    signal: AbortSignal,
  ): Promise<Outcome<unknown> | NoAnswer> {
    try {
      const response = await this.#request('GET', filePath(file), {}, new Uint8Array(), signal)
      if (response.statusCode !== 200)
        return outcomeOf(await textOf(response), response.statusCode ?? 0)
      await pipeline(response, sink, { signal })
      return accepted({})
    } catch (error) {
      return noAnswer(error, signal)
    }
  }

  #request(
    method: 'GET' | 'POST',
    path: string,
    headers: OutgoingHttpHeaders,
    content: Uint8Array | Readable,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const { host, hostname, token } = this.#access
    const port = this.#access.port()
    if (port === undefined) return Promise.reject(new Error('it is not running'))
    return new Promise((resolve, reject) => {
      const authority = { host: hostname, authorization: `Bearer ${token}` }
      const outgoing = request(
        {
          agent: this.#agent,
          host,
          port,
          method,
          path,
          signal,
          headers: { ...authority, ...headers },
        },
        resolve,
      )
      outgoing.on('error', reject)
      if (content instanceof Uint8Array) outgoing.end(content)
      else content.on('error', (error) => outgoing.destroy(error)).pipe(outgoing)
    })
  }

  /** Ends the kept connections. Idempotent. */
  close(): void {
    this.#agent.destroy()
  }
}

/** Lets its connections be counted below TLS. */
class WatchedAgent extends Agent {
  readonly #access: ApplianceAccess

  constructor(access: ApplianceAccess, options: ConstructorParameters<typeof Agent>[0]) {
    super(options)
    this.#access = access
  }

  override createConnection({ host, port }: ClientRequestArgs): TLSSocket {
    const connection = dialTcp({ host: host ?? '', port: Number(port), noDelay: true })
    const stream = connect({ ...this.options, socket: connection })
    connection.on('error', (error) => stream.destroy(error))
    this.#access.watch?.(connection, stream)
    return stream
  }
}

/** It may have been acted on: a file that was handed over twice does no harm. */
const noAnswer = (error: unknown, signal: AbortSignal): NoAnswer => ({
  failure: signal.aborted
    ? 'no answer in time'
    : ((error as NodeJS.ErrnoException).code ?? (error as Error).message),
  sent: true,
})

/** A short answer, read whole. */
async function textOf(response: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length
    if (size > answerBytesMax) throw new Error('the answer is too large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function outcomeOf(bytes: Buffer, status: number): Outcome<unknown> | NoAnswer {
  try {
    const said: unknown = JSON.parse(bytes.toString('utf8'))
    if (isOutcome(said)) return said
  } catch {
    // fall through: whatever it is, the admin API did not answer that
  }
  return { failure: `an unexpected answer (HTTP ${status})`, sent: true }
}
