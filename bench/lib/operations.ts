import { Agent, request } from 'node:https'
import { type Outcome, operationUrlPath } from '@understudy/shared'

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

  close(): void {
    this.#agent.destroy()
  }

  #post<T>(operation: string, body: string): Promise<Outcome<T>> {
    const options = {
      host: '127.0.0.1',
      port: this.#port,
      method: 'POST',
      path: operationUrlPath(operation),
      agent: this.#agent,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
    }
    return new Promise((resolve, reject) => {
      const call = request(options, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString()) as Outcome<T>))
      })
      call.on('error', reject)
      call.end(body)
    })
  }
}
