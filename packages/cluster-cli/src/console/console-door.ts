import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sameSecret } from '@understudy/lab-channel'
import { parseJson } from '@understudy/shared'
import { CommandError, UsageError } from '../usage/errors.ts'
import type { LiveFeed, Viewer } from './live-feed.ts'
import { pageFile } from './page-files.ts'

/** What the page may ask for, each at `/api/<name>`: POST with JSON in, JSON out. */
export type Asks = Readonly<Record<string, (input: unknown) => unknown>>

export interface ConsoleDoorOptions {
  readonly feed: LiveFeed
  readonly asks: Asks
  readonly onViewer: () => void
  /** Admits; whoever opens the page has it from the address's fragment, which no server ever sees. */
  readonly token: string
  /** A report, by its run's name, for whoever has a ticket for it. */
  readonly report: (run: string, ticket: string) => Buffer | undefined
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>
  /** Where Prometheus finds the processes. */
  readonly targets: () => unknown
}

const bodyBytesMax = 256 * 1024
const connectionsMax = 100

const headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** Nothing but the page's own script and style; no other page may frame it. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A report is one file with its own style and no script. */
const reportPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"

const pages: Readonly<Record<string, Parameters<typeof pageFile>[0]>> = {
  '/': 'console.html',
  '/console.js': 'console.js',
  '/console.css': 'console.css',
}

/** The console's website, on loopback: the page, its stream, and what its buttons ask for (LAB-03, SEC-01). */
export class ConsoleDoor {
  readonly #options: ConsoleDoorOptions
  readonly #server: Server

  constructor(options: ConsoleDoorOptions) {
    this.#options = options
    this.#server = createServer((request, response) => {
      response.on('error', () => {})
      this.#serve(request, response).catch((error: Error) => refuse(response, error))
    })
    this.#server.maxConnections = connectionsMax
  }

  /** Resolves with its port: that one, or any free one where it is taken. */
  async listen(host: string, preferredPort: number): Promise<number> {
    try {
      return await this.#listen(host, preferredPort)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      return await this.#listen(host, 0)
    }
  }

  stop(): void {
    this.#options.feed.stop()
    this.#server.close()
    this.#server.closeAllConnections()
  }

  #listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject)
        resolve((this.#server.address() as AddressInfo).port)
      })
    })
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://console')
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    const page = pages[pathname]
    if (page !== undefined) return this.#page(page, response)
    if (pathname === '/metrics') {
      const { contentType, text } = await this.#options.metrics()
      response.writeHead(200, { 'content-type': contentType }).end(text)
      return
    }
    if (pathname === '/metrics/targets') return answer(response, this.#options.targets())
    const [, top, name = ''] = pathname.split('/')
    if (top === 'runs') return this.#report(name, searchParams.get('ticket') ?? '', response)
    if (top !== 'api') return notFound(response)
    if (!this.#isAdmitted(request)) {
      response.writeHead(401, { 'www-authenticate': 'Bearer' }).end('expected the token\n')
      return
    }
    if (name === 'stream') return this.#stream(request, response)
    const ask = Object.hasOwn(this.#options.asks, name) ? this.#options.asks[name] : undefined
    if (ask === undefined || request.method !== 'POST') return notFound(response)
    answer(response, await ask(parseJson((await textOf(request)) || '{}')))
  }

  #page(name: Parameters<typeof pageFile>[0], response: ServerResponse): void {
    const file = pageFile(name)
    if (file === undefined) {
      response.writeHead(503, { 'content-type': 'text/plain' })
      response.end('The console was not built: npm run bundle\n')
      return
    }
    response.writeHead(200, { 'content-type': file.type, 'content-security-policy': pagePolicy })
    response.end(file.content)
  }

  #report(run: string, ticket: string, response: ServerResponse): void {
    const report = this.#options.report(run, ticket)
    if (report === undefined) {
      notFound(response)
      return
    }
    const type = 'text/html; charset=utf-8'
    response.writeHead(200, { 'content-type': type, 'content-security-policy': reportPolicy })
    response.end(report)
  }

  #stream(request: IncomingMessage, response: ServerResponse): void {
    const { feed, onViewer } = this.#options
    const viewer: Viewer = {
      write: (text) => void response.write(text),
      waiting: () => response.writableLength,
      end: () => response.end(),
    }
    const lastId = request.headers['last-event-id']
    response.setHeader('content-type', 'text/event-stream')
    if (!feed.open(viewer, typeof lastId === 'string' ? lastId : undefined)) {
      response.writeHead(503, { 'content-type': 'text/plain' }).end('too many look already\n')
      return
    }
    response.on('close', () => feed.close(viewer))
    onViewer()
  }

  /** A token in a header is sent by nobody's browser of itself: no other page can act here. */
  #isAdmitted({ headers: { authorization } }: IncomingMessage): boolean {
    return sameSecret(authorization ?? '', `Bearer ${this.#options.token}`)
  }
}

function answer(response: ServerResponse, said: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(said ?? null))
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain' }).end('there is nothing here\n')
}

/** A wrong request, one that cannot be done now, or a mistake of ours: told, and nothing ends. */
function refuse(response: ServerResponse, error: Error): void {
  if (response.headersSent) {
    response.destroy()
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
