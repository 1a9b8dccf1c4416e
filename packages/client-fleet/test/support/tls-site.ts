import { createHash } from 'node:crypto'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { testCertificate, testKey } from './test-certificate.ts'

interface Message {
  readonly type: string
  readonly [field: string]: unknown
}

type Decide = (
  accepted: boolean,
  status?: number,
  text?: string,
  headers?: Record<string, string>,
) => void

/** A real TLS 1.3 server with portal and clients' channel: pairs every customer with a free console. */
export class TlsSite {
  readonly recordings: {
    readonly sizeBytes: number
    readonly frames: number
    readonly sha256: string
  }[] = []
  readonly messages: Message[] = []
  portalRequests = 0
  /** Answers to who wants a channel: 503 with this header; null = it opens one. */
  turnsAwayWith: Record<string, string> | null = null
  /** The bytes that follow the announcement of an update, by piece. */
  updatePieces: readonly number[] = [65_536, 34_464]
  readonly #server = createServer({ key: testKey, cert: testCertificate, minVersion: 'TLSv1.3' })
  readonly #channel = new WebSocketServer({
    server: this.#server,
    path: '/channel',
    verifyClient: (_info: unknown, decide: Decide) => {
      const headers = this.turnsAwayWith
      if (headers === null) decide(true)
      else decide(false, 503, 'Service Unavailable', headers)
    },
  })
  readonly #consoles: WebSocket[] = []
  readonly #customers = new Map<
    string,
    { readonly socket: WebSocket; readonly externalKey: string }
  >()
  #lsids = 0

  constructor() {
    this.#server.on('request', (request, response) => {
      this.portalRequests++
      response.writeHead(request.headers.host === 'support.example.com' ? 200 : 421)
      response.end('{}')
    })
    this.#channel.on('connection', (socket) => this.#serve(socket))
  }

  /** Answers the port. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return (this.#server.address() as AddressInfo).port
  }

  stop(): void {
    for (const socket of this.#channel.clients) socket.terminate()
    this.#server.close()
    this.#server.closeAllConnections()
  }

  #serve(socket: WebSocket): void {
    let upload: { lsid: string; left: number; frames: Buffer[] } | null = null
    socket.on('message', (data, isBinary) => {
      if (isBinary && upload !== null) {
        upload.frames.push(data as Buffer)
        upload.left -= (data as Buffer).length
        if (upload.left > 0) return
        this.#store(upload.frames)
        say(socket, { type: 'recording-stored', lsid: upload.lsid })
        upload = null
        return
      }
      const message = JSON.parse(String(data)) as Message
      this.messages.push(message)
      if (message.type === 'recording')
        upload = { lsid: String(message['lsid']), left: Number(message['sizeBytes']), frames: [] }
      else this.#handle(socket, message)
    })
  }

  #store(frames: readonly Buffer[]): void {
    const bytes = Buffer.concat(frames)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    this.recordings.push({ sizeBytes: bytes.length, frames: frames.length, sha256 })
  }

  #handle(socket: WebSocket, message: Message): void {
    if (message.type === 'hello' && isOldJumpClient(message)) {
      say(socket, { type: 'upgrade', version: '12.2.0', sizeBytes: 100_000 })
      for (const bytes of this.updatePieces) socket.send(Buffer.alloc(bytes))
    } else if (message.type === 'statistics') say(socket, { type: 'checked-in' })
    else if (message.type === 'hello') {
      say(socket, { type: 'welcome', appliance: 'a', siteVersion: '12.2.0' })
      if (message['kind'] === 'console' && message['version'] === '12.2.0')
        this.#consoles.push(socket)
    } else if (message.type === 'request-session') {
      const console = this.#consoles.shift()
      if (console === undefined) return
      const lsid = `lsid-${++this.#lsids}`
      const externalKey = String(message['externalKey'])
      this.#customers.set(lsid, { socket, externalKey })
      for (const party of [console, socket])
        say(party, { type: 'session-joined', lsid, externalKey, customer: 'c' })
    } else if (message.type === 'end-session') {
      const lsid = String(message['lsid'])
      const customer = this.#customers.get(lsid)
      if (customer === undefined) return
      this.#consoles.push(socket)
      for (const party of [socket, customer.socket])
        say(party, { type: 'session-recorded', lsid, lseq: 1, externalKey: customer.externalKey })
    }
  }
}

const isOldJumpClient = (message: Message): boolean =>
  message['kind'] === 'jump-client' && message['version'] !== '12.2.0'

const say = (socket: WebSocket, message: Message): void => socket.send(JSON.stringify(message))
