import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { type DoorsByOrigin, labProtocol, type ToHub } from '@understudy/shared'
import { encodeLine, LineDecoder } from '../codec/lines.ts'
import { loopback } from '../places/loopback.ts'
import { portFailure } from '../process/start-failure.ts'
import { sameSecret } from '../same-secret.ts'
import { type ParsedLine, parseLine } from './parse-line.ts'
import { Participant, type ParticipantConfig } from './participant.ts'

const connectionsMax = 64
/** Real time: a connection that has not joined by then is closed. */
const joinTimeoutMs = 10_000

type Join = Extract<ToHub, { type: 'join' }>

/** Where the hub's warnings go. */
export interface HubLog {
  warn(values: Readonly<Record<string, unknown>>, message: string): void
}

export interface HubServerPorts {
  readonly token: string
  readonly log: HubLog
  /** Why that participant may not join; undefined = it may. Asked again just before it is in. */
  readonly objection: (config: ParticipantConfig) => string | undefined
  /** Opens its doors before it is welcomed; it waits as long as that takes. */
  readonly doorsOf: (name: string) => Promise<DoorsByOrigin>
  readonly sent: (name: string) => void
  /** It is in: welcome it. */
  readonly joined: (participant: Participant, doors: DoorsByOrigin) => void
  readonly said: (participant: Participant, message: Exclude<ToHub, Join>) => void
  readonly left: (participant: Participant) => void
}

/** The lab channel's server: decides who may join and turns lines into messages. No line can stop it (SEC-03). */
export class HubServer {
  readonly #ports: HubServerPorts
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  constructor(ports: HubServerPorts) {
    this.#ports = ports
    this.#server = createServer({ noDelay: true }, (socket) => this.#accept(socket))
  }

  /** Resolves with the port it listens on; 0 = any free one. */
  listen(port: number, host: string = loopback.host): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error) => reject(portFailure(port, host, error)))
      this.#server.listen(port, host, () => resolve((this.#server.address() as AddressInfo).port))
    })
  }

  stop(): void {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }

  #accept(socket: Socket): void {
    socket.on('error', () => undefined)
    if (this.#sockets.size >= connectionsMax) {
      reject(socket, `expected at most ${connectionsMax} participants, found one more`)
      return
    }
    this.#sockets.add(socket)
    socket.setTimeout(joinTimeoutMs, () => reject(socket, 'expected a join, found silence'))
    const connection = new HubConnection(socket, this.#ports)
    socket.on('data', (chunk: Buffer) => connection.receive(chunk))
    socket.on('close', () => {
      this.#sockets.delete(socket)
      connection.close()
    })
  }
}

/** One accepted connection: first it joins, then it speaks. */
class HubConnection {
  readonly #socket: Socket
  readonly #ports: HubServerPorts
  readonly #decoder = new LineDecoder()
  #participant: Participant | undefined
  #joining = false

  constructor(socket: Socket, ports: HubServerPorts) {
    this.#socket = socket
    this.#ports = ports
  }

  receive(chunk: Buffer): void {
    let lines: readonly string[]
    try {
      lines = this.#decoder.push(chunk)
    } catch (error) {
      this.#refuse((error as Error).message)
      return
    }
    for (const line of lines) this.#line(line)
  }

  close(): void {
    if (this.#participant !== undefined) this.#ports.left(this.#participant)
    this.#participant = undefined
  }

  #line(line: string): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) return
    const parsed = parseLine(line)
    const participant = this.#participant
    if (participant === undefined) {
      this.#firstLine(parsed)
    } else if (!parsed.ok || parsed.message.type === 'join') {
      // One bad line says nothing about the next: the line is dropped, the participant stays.
      const expected = parsed.ok ? 'no second join' : parsed.expected
      this.#ports.log.warn({ participant: participant.config.name, expected }, 'line refused')
    } else {
      this.#ports.said(participant, parsed.message)
    }
  }

  #firstLine(parsed: ParsedLine): void {
    if (this.#joining) {
      this.#refuse('expected to wait for the welcome, found more')
    } else if (!parsed.ok) {
      this.#refuse(`expected ${parsed.expected}`)
    } else if (parsed.message.type !== 'join') {
      this.#refuse(`expected a join first, found ${parsed.message.type}`)
    } else {
      this.#joining = true
      this.#join(parsed.message).catch((error: Error) => this.#refuse(error.message))
    }
  }

  async #join({ protocol, token, name, kind, port, events, clockId }: Join): Promise<void> {
    const config = { name, kind, port, events, clockId }
    if (!sameSecret(token, this.#ports.token)) throw new Error("expected this lab's token")
    if (protocol !== labProtocol) {
      throw new Error(`expected lab protocol ${labProtocol}, found ${protocol}`)
    }
    this.#check(config)
    // It has sent its join: from here on the hub may take its time.
    this.#socket.setTimeout(0)
    const doors = await this.#ports.doorsOf(name)
    this.#check(config)
    if (this.#socket.destroyed || this.#socket.writableEnded) return
    this.#participant = new Participant(config, this.#socket, this.#ports.sent)
    this.#ports.joined(this.#participant, doors)
  }

  #check(config: ParticipantConfig): void {
    const objection = this.#ports.objection(config)
    if (objection !== undefined) throw new Error(objection)
  }

  #refuse(reason: string): void {
    this.#ports.log.warn({ reason }, 'connection refused')
    reject(this.#socket, reason)
  }
}

function reject(socket: Socket, reason: string): void {
  socket.end(encodeLine({ type: 'rejected', reason }))
  // Nothing more it sends is kept, so that nobody can fill the memory.
  socket.removeAllListeners('data')
  socket.resume()
  socket.setTimeout(1_000, () => socket.destroy())
}
