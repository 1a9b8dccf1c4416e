import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Server as NetServer } from 'node:net'
import type { Duplex } from 'node:stream'
import { loopback } from '@understudy/lab-channel'
import { Crowd } from '../../connections/crowd.ts'
import { openIpv6Door } from '../../connections/ipv6-door.ts'
import { type Answer, apiErrorOf, empty, plain, refusedWith } from './answer.ts'
import { complaintOfHost } from './host-header.ts'
import { parseTarget } from './path.ts'
import { readBody } from './request-body.ts'
import { newRequestId } from './request-id.ts'
import { type Route, routeOf } from './router.ts'

/** Times are real. */
export interface HttpLimits {
  /** A request must be complete by then, or its connection is closed. */
  readonly readTimeoutMs: number
  /** An answer must be ready by then, or it is 503. */
  readonly handlerTimeoutMs: number
  /** The client must have taken the answer by then, counted from the request's head. */
  readonly writeTimeoutMs: number
  /** Between two requests of a connection. */
  readonly idleTimeoutMs: number
  /** At most this many connections; one more closes the one silent for longest. */
  readonly connectionsMax: number
}

/** Toxiproxy's own limits, except the last: it has no limit there. */
const toxiproxyLimits: HttpLimits = {
  readTimeoutMs: 15_000,
  handlerTimeoutMs: 25_000,
  writeTimeoutMs: 30_000,
  idleTimeoutMs: 60_000,
  connectionsMax: 1_000,
}

/** The control API's HTTP: limits, headers and refusals are Toxiproxy's; the routes do the rest. */
export class HttpDoor {
  readonly #routes: readonly Route[]
  readonly #limits: HttpLimits
  readonly #server: Server
  readonly #crowd: Crowd
  #ipv6Door: NetServer | undefined
  /** Connections that had their last answer: whatever else comes on them is ignored. */
  readonly #closing = new WeakSet<Duplex>()

  constructor(routes: readonly Route[], limits: HttpLimits = toxiproxyLimits) {
    this.#routes = routes
    this.#limits = limits
    this.#crowd = new Crowd(limits.connectionsMax)
    const { readTimeoutMs, idleTimeoutMs } = limits
    this.#server = createServer(
      {
        requestTimeout: readTimeoutMs,
        headersTimeout: readTimeoutMs,
        keepAliveTimeout: idleTimeoutMs,
        connectionsCheckingInterval: Math.min(1_000, readTimeoutMs),
        requireHostHeader: false,
      },
      (request, response) => void this.#serve(request, response),
    )
    this.#server.on('connection', (socket) => this.#crowd.admit(socket))
    this.#server.on('clientError', (_error, socket) => {
      if (socket.writable && !this.#closing.has(socket)) socket.end(malformed)
      else socket.destroy()
    })
  }

  /** Listens, on loopback by IPv4 and IPv6, and resolves with the port. Rejects if it is taken. */
  async listen(port: number, host: string): Promise<number> {
    const bound = await new Promise<number>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject)
        resolve((this.#server.address() as AddressInfo).port)
      })
    })
    if (host !== loopback.host) return bound
    this.#ipv6Door = await openIpv6Door(bound, (client) => {
      this.#server.emit('connection', client)
    })
    if (!this.#server.listening) this.#ipv6Door?.close()
    return bound
  }

  stop(): void {
    this.#ipv6Door?.close()
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = request
    this.#crowd.noteActivity(socket)
    const limit = setTimeout(() => socket.destroy(), this.#limits.writeTimeoutMs).unref()
    response.once('close', () => clearTimeout(limit))
    request.on('error', () => undefined)
    response.on('error', () => undefined)
    const body = readBody(request)
    const answer = await this.#answer(request, response, body)
    // An unwanted body is read all the same, so that the connection can be used again.
    await body.catch(() => undefined)
    if (!request.complete) this.#closing.add(socket)
    finish(request, response, answer)
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    body: Promise<Uint8Array>,
  ): Promise<Answer> {
    const complaint = complaintOfHost(request)
    if (complaint !== undefined) return badRequest(complaint)
    const target = parseTarget(request.url ?? '')
    if (target === undefined) return badRequest()
    const routing = routeOf(this.#routes, request.method ?? '', target)
    if (routing.kind === 'none') return routing.answer
    response.setHeader('X-Toxiproxy-Request-Id', newRequestId())
    if (request.headers['user-agent']?.startsWith('Mozilla/')) {
      return plain(403, 'User agent not allowed')
    }
    const { route, parameters } = routing
    return await within(this.#limits.handlerTimeoutMs, async () =>
      route.handle(parameters, await body),
    )
  }
}

/** In Go's words; the connection is not used again. */
const badRequest = (complaint?: string): Answer => ({
  status: 400,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' },
  body: complaint === undefined ? '400 Bad Request' : `400 Bad Request: ${complaint}`,
})
const malformed =
  'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request'

/** The handler's answer, its refusal, or 503 if it takes too long; its work still goes on then. */
function within(timeoutMs: number, handle: () => Promise<Answer>): Promise<Answer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(empty(503)), timeoutMs).unref()
    const settle = (answer: Answer): void => {
      clearTimeout(timer)
      resolve(answer)
    }
    handle().then(settle, (error: unknown) => settle(refusedWith(apiErrorOf(error))))
  })
}

/** If the body was not read to its end, the connection is closed. */
function finish(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return
  const { status, headers, body } = answer
  if (!request.complete) response.setHeader('Connection', 'close')
  const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, ...length })
  response.end(body)
}
