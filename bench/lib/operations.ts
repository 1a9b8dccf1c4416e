import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { Agent, request } from 'node:https'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { filePath, filesPath, type Outcome, operationUrlPath } from '@understudy/shared'

/** Asks operations of one appliance, on a connection that stays. */
export class Operations {
  readonly #port: number
  readonly #token: string
  readonly #agent = new Agent({ keepAlive: true, rejectUnauthorized: false })

  constructor(port: number, token: string) {
    this.#port = port
    this.#token = token
  }

  /** The operation's value; throws the refusal's sentence. */
  async do<T>(operation: string, input: unknown = {}): Promise<T> {
    const outcome = await this.#post<T>(operation, JSON.stringify(input))
    if (!outcome.ok) throw new Error(`${operation}: ${outcome.refusal.message}`)
    return outcome.value
  }

  /** Hands a file over; its name there. */
  async upload(content: Readable, sizeBytes: number): Promise<string> {
    const headers = { 'content-type': 'application/octet-stream', 'content-length': sizeBytes }
    const call = this.#request('POST', filesPath, headers)
    const answered = answerOf<{ file: string }>(call)
    await pipeline(content, call)
    const outcome = await answered
    if (!outcome.ok) throw new Error(outcome.refusal.message)
    return outcome.value.file
  }

  async download(file: string, sink: Writable): Promise<void> {
    const call = this.#request('GET', filePath(file), {})
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      call.on('response', resolve)
      call.on('error', reject)
    })
    call.end()
    await pipeline(await answered, sink)
  }

  close(): void {
    this.#agent.destroy()
  }

  #post<T>(operation: string, body: string): Promise<Outcome<T>> {
    const headers = { 'content-type': 'application/json' }
    const call = this.#request('POST', operationUrlPath(operation), headers)
    const answered = answerOf<T>(call)
    call.end(body)
    return answered
  }

  #request(method: 'GET' | 'POST', path: string, headers: OutgoingHttpHeaders): ClientRequest {
    return request({
      host: '127.0.0.1',
      port: this.#port,
      method,
      path,
      agent: this.#agent,
      headers: { authorization: `Bearer ${this.#token}`, ...headers },
    })
  }
}

const answerOf = <T>(call: ClientRequest): Promise<Outcome<T>> =>
  new Promise((resolve, reject) => {
    call.on('response', (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString()) as Outcome<T>))
    })
    call.on('error', reject)
  })
