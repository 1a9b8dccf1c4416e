import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CommandError } from '../usage/errors.ts'
import { controlName, controlPaths, withinHeader } from './control-paths.ts'
import { type ControlToken, fingerprintOf } from './control-token.ts'

const certificateBytesMax = 64 * 1024
const answerBytesMax = 64 * 1024 * 1024
/** Real time: how much longer the door may take than what was asked of it. */
const graceMs = 10_000

/** The client side of a lab's control door. Only a server with the certificate the token names gets the secret. */
export class ControlClient {
  readonly url: string
  /** The certificate of the lab's authority, PEM. */
  readonly certificate: string
  readonly #secret: string
  readonly #agent: Agent

  private constructor(url: string, certificate: string, secret: string) {
    this.url = url
    this.certificate = certificate
    this.#secret = secret
    this.#agent = new Agent({
      ca: certificate,
      // Whatever the URL's host: only the keeper has this name, no appliance's certificate does.
      servername: controlName,
      minVersion: 'TLSv1.3',
      keepAlive: true,
    })
  }

  /** Rejects with a CommandError if nobody answers, or somebody else does. */
  static async open(url: string, { fingerprint, secret }: ControlToken): Promise<ControlClient> {
    // The one request where the connection is not verified: the certificate it returns is checked against the
    // fingerprint.
    const agent = new Agent({ rejectUnauthorized: false, minVersion: 'TLSv1.3' })
    const options = { agent, method: 'GET', timeout: graceMs }
    const answer = await answerTo(url, controlPaths.certificate, options, undefined)
    const certificate = (await bodyOf(answer, certificateBytesMax)).toString('utf8')
    if (!hasFingerprint(certificate, fingerprint))
      throw new CommandError(`${url} is not the control door that the token is for`)
    return new ControlClient(url, certificate, secret)
  }

  /** A GET, or a POST with that body. Returns the answer, read as JSON. */
  async ask(path: string, body?: unknown, withinMs = graceMs): Promise<unknown> {
    const answer = await this.stream(path, body, withinMs)
    return JSON.parse((await bodyOf(answer, answerBytesMax)).toString('utf8'))
  }

  /** The same, but the answer is still to be read; null = no limit to how long it may take. */
  async stream(path: string, body: unknown, withinMs: number | null): Promise<IncomingMessage> {
    const headers = {
      authorization: `Bearer ${this.#secret}`,
      'content-type': 'application/json',
      ...(withinMs === null ? {} : { [withinHeader]: String(withinMs) }),
    }
    const method = body === undefined ? 'GET' : 'POST'
    const timeout = withinMs === null ? {} : { timeout: withinMs + graceMs }
    const options = { agent: this.#agent, method, headers, ...timeout }
    const answer = await answerTo(this.url, path, options, body)
    if (answer.statusCode === 200) return answer
    const said = (await bodyOf(answer, answerBytesMax)).toString('utf8').trim()
    throw new CommandError(`${this.url} answered ${answer.statusCode}: ${said.slice(0, 500)}`)
  }

  /** A POST of a file; the answer, read as JSON. */
  async upload(path: string, content: Readable, withinMs: number): Promise<unknown> {
    const headers = {
      authorization: `Bearer ${this.#secret}`,
      'content-type': 'application/octet-stream',
      [withinHeader]: String(withinMs),
    }
    const timeout = withinMs + graceMs
    const options = { agent: this.#agent, method: 'POST', headers, timeout }
    const answer = await answerTo(this.url, path, options, content)
    const said = (await bodyOf(answer, answerBytesMax)).toString('utf8')
    if (answer.statusCode === 200) return JSON.parse(said)
    throw new CommandError(`${this.url} answered ${answer.statusCode}: ${said.slice(0, 500)}`)
  }

  /** A GET of a file into that sink; null = done, otherwise what was answered instead. */
  async download(path: string, sink: Writable, withinMs: number): Promise<unknown> {
    const answer = await this.stream(path, undefined, withinMs)
    if (answer.headers['content-type'] !== 'application/octet-stream')
      return JSON.parse((await bodyOf(answer, answerBytesMax)).toString('utf8'))
    await pipeline(answer, sink)
    return null
  }

  close(): void {
    this.#agent.destroy()
  }
}

function answerTo(
  url: string,
  path: string,
  options: Parameters<typeof request>[1],
  body: unknown,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, url), options, resolve)
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')))
    asked.on('error', (error: NodeJS.ErrnoException) =>
      reject(new CommandError(`${url} cannot be reached: ${error.message || error.code}`)),
    )
    if (body instanceof Readable) pipeline(body, asked).catch((error) => asked.destroy(error))
    else asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

async function bodyOf(answer: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length
    if (size > bytesMax) throw new CommandError('the answer of the control door is too large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function hasFingerprint(certificate: string, fingerprint: string): boolean {
  try {
    return fingerprintOf(certificate) === fingerprint
  } catch {
    return false
  }
}
