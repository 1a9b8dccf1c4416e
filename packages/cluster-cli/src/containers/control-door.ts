import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Readable, Writable } from 'node:stream'
import { sameSecret } from '@understudy/lab-channel'
import { type Outcome, parseJson } from '@understudy/shared'
import { controlPaths, withinHeader } from '../remote/control-paths.ts'
import { CommandError, UsageError } from '../usage/errors.ts'

/** What can be asked of a lab through its control door, once the caller is authenticated. */
export interface ControlRequests {
  /** Whether the lab can be joined, and whether it is running. */
  readonly health: (question: 'lab' | 'hub') => boolean
  readonly lab: () => unknown
  readonly operation: (
    appliance: string,
    operation: string,
    input: unknown,
    withinMs: number,
  ) => Promise<unknown>
  /** Hands a file over to that appliance. */
  readonly upload: (appliance: string, content: Readable, withinMs: number) => Promise<unknown>
  /** Hands a package over to that appliance, which says what it is. */
  readonly uploadPackage: (
    appliance: string,
    content: Readable,
    withinMs: number,
  ) => Promise<unknown>
  /** Writes a file of that appliance there, or nothing if it is refused. */
  readonly download: (
    appliance: string,
    file: string,
    sink: Writable,
    withinMs: number,
  ) => Promise<Outcome<unknown>>
  readonly command: (to: string, command: unknown, withinMs: number) => Promise<unknown>
  /**
   * `tell` writes a line; the stream ends when the promise resolves. `onGone` is called if the caller leaves before.
   */
  readonly rehearse: (
    asked: unknown,
    tell: (line: object) => void,
    onGone: (listener: () => void) => void,
  ) => Promise<void>
  readonly stopRehearsal: (reason: string) => void
}

export interface ControlDoorOptions {
  readonly keyPem: string
  readonly certificatePem: string
  /** The lab authority's certificate: shown to anybody. */
  readonly authorityPem: string
  readonly secret: string
}

const bodyBytesMax = 4 * 1024 * 1024
const withinMsMax = 3_600_000

/** The way into a lab in containers: HTTPS with a token (LAB-02, SEC-01). */
export class ControlDoor {
  readonly #options: ControlDoorOptions
  readonly #requests: ControlRequests
  readonly #server: Server

  constructor(options: ControlDoorOptions, requests: ControlRequests) {
    this.#options = options
    this.#requests = requests
    const { keyPem, certificatePem } = options
    const tls = { key: keyPem, cert: certificatePem, minVersion: 'TLSv1.3' } as const
    this.#server = createServer(tls, (request, response) => {
      response.on('error', () => undefined)
      this.#serve(request, response).catch((error: Error) => refuse(response, error))
    })
    this.#server.on('tlsClientError', (_error, socket) => socket.destroy())
    // A rehearsal's stream is silent while its steps wait.
    this.#server.requestTimeout = 60_000
  }

  /** Resolves with where it listens; port 0 = any free one. */
  listen(port: number, host: string): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, () => resolve(this.#server.address() as AddressInfo))
    })
  }

  stop(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'https://lab').pathname
    switch (path) {
      case controlPaths.health:
        return this.#tellHealth(response, 'hub')
      case controlPaths.labHealth:
        return this.#tellHealth(response, 'lab')
      case controlPaths.certificate:
        response.writeHead(200, { 'content-type': 'application/x-pem-file' })
        response.end(this.#options.authorityPem)
        return
    }
    if (!this.#isAdmitted(request)) {
      response
        .writeHead(401, { 'www-authenticate': 'Bearer' })
        .end('expected the token of the lab\n')
      return
    }
    if (path === controlPaths.lab) return answer(response, this.#requests.lab())
    await this.#act(path.split('/').slice(1), request, response)
  }

  async #act(
    [what, who = '', operation = '']: readonly string[],
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const asked = Number(request.headers[withinHeader])
    const withinMs = asked > 0 ? Math.min(asked, withinMsMax) : 60_000
    if (what === 'files') return this.#move(who, operation, { request, response, withinMs })
    if (what === 'packages')
      return answer(response, await this.#requests.uploadPackage(who, request, withinMs))
    const body = parseJson(await textOf(request))
    if (what === 'appliances')
      return answer(response, await this.#requests.operation(who, operation, body, withinMs))
    if (what === 'commands')
      return answer(response, await this.#requests.command(who, body, withinMs))
    if (what !== 'rehearsals') throw new UsageError('no such path')
    if (who === 'stop') {
      this.#requests.stopRehearsal('asked to at the control door')
      return answer(response, {})
    }
    const tell = (line: object): void => void response.write(`${JSON.stringify(line)}\n`)
    await this.#requests.rehearse(body, tell, (listener) =>
      response.once('close', () => response.writableFinished || listener()),
    )
    response.end()
  }

  /** Files pass as they are, of any size. */
  async #move(
    appliance: string,
    file: string,
    {
      request,
      response,
      withinMs,
    }: { request: IncomingMessage; response: ServerResponse; withinMs: number },
  ): Promise<void> {
    if (request.method === 'POST')
      return answer(response, await this.#requests.upload(appliance, request, withinMs))
    response.setHeader('content-type', 'application/octet-stream')
    const moved = await this.#requests.download(appliance, file, response, withinMs)
    if (!moved.ok && !response.headersSent) answer(response, moved)
    else if (!moved.ok) response.destroy()
  }

  #tellHealth(response: ServerResponse, question: 'lab' | 'hub'): void {
    const yes = this.#requests.health(question)
    response.writeHead(yes ? 200 : 503, { 'cache-control': 'no-store' })
    response.end(yes ? 'ok\n' : 'unavailable\n')
  }

  #isAdmitted({ headers }: IncomingMessage): boolean {
    const [, given = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? []
    return sameSecret(given, this.#options.secret)
  }
}

function answer(response: ServerResponse, said: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(said))
}

/** Reports a wrong request or one that cannot be done now; likewise an internal mistake, which ends nothing. */
function refuse(response: ServerResponse, error: Error): void {
  if (response.headersSent) {
    response.end(`${JSON.stringify({ failure: error.message })}\n`)
    return
  }
  const status = error instanceof UsageError ? 400 : error instanceof CommandError ? 409 : 500
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${error.message}\n`)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > bodyBytesMax) throw new UsageError(`expected at most ${bodyBytesMax} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
