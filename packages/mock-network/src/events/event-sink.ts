import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  eventsHost,
  type NetworkCommand,
  type NetworkOutputOf,
  type Outcome,
} from '@understudy/shared'
import { SinkConnections } from '../sinks/sink-connections.ts'

export type DeliverEvent = Extract<NetworkCommand, { kind: 'deliver-event' }>

export interface EventSinkPorts {
  /** The receiver takes that event, or says why not. */
  readonly deliver: (command: DeliverEvent) => Outcome<unknown>
  /** Something that the sink's connections tell may have changed. */
  readonly changed: () => void
}

const bodyBytesMax = 65_536

/** The lab's receiver of outbound events: an HTTP server that keeps what it is sent (`list-events`), and answers as it is told to. */
export class EventSink {
  readonly connections: SinkConnections
  readonly #ports: EventSinkPorts
  readonly #server: Server

  constructor(ports: EventSinkPorts) {
    this.#ports = ports
    // Time is lab time, and whoever dials has a limit of their own.
    this.#server = createServer({ requestTimeout: 0, headersTimeout: 0 }, (request, response) =>
      this.#read(request, response),
    )
    this.connections = new SinkConnections(eventsHost, this.#server, ports.changed)
    // What a client does wrong is told to that client.
    this.#server.on('clientError', (_error, socket) => socket.destroy())
  }

  stop(): void {
    this.#server.close(() => undefined)
    this.#server.closeAllConnections()
  }

  #read(request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = []
    let bytes = 0
    request.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes <= bodyBytesMax) parts.push(part)
    })
    request.on('error', () => undefined)
    request.once('end', () => {
      const { statusCode, text } =
        request.method !== 'POST'
          ? { statusCode: 405, text: 'expected POST' }
          : bytes > bodyBytesMax
            ? { statusCode: 413, text: `more than ${bodyBytesMax} bytes` }
            : this.#take(request, Buffer.concat(parts).toString('utf8'))
      response.writeHead(statusCode, { 'Content-Type': 'text/plain', Connection: 'close' })
      response.end(`${text}\n`)
    })
  }

  #take({ socket, url = '/' }: IncomingMessage, body: string) {
    const via = this.connections.originAt(socket.remotePort)
    const outcome = this.#ports.deliver({ kind: 'deliver-event', input: { via, path: url, body } })
    if (!outcome.ok) return { statusCode: 400, text: outcome.refusal.message }
    const { id, status } = outcome.value as NetworkOutputOf<'deliver-event'>
    return { statusCode: status, text: status === 200 ? `taken as ${id}` : 'not taken' }
  }
}
