import type { AddressInfo, Socket } from 'node:net'
import { loopback } from '@understudy/lab-channel'
import { DoorLedger, Passages } from '@understudy/lab-channel/hub'
import { mailHost, type NetworkCommand, type Outcome } from '@understudy/shared'
import {
  SMTPServer as Server,
  type SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerSession,
} from 'smtp-server'
import type { Listener } from '../dialling/dialer.ts'
import { mailTextOf } from './mail-text.ts'

export type DeliverMail = Extract<NetworkCommand, { kind: 'deliver-mail' }>

export interface MailSinkPorts {
  /** The mail host takes that mail, or says why not. */
  readonly deliver: (command: DeliverMail) => Outcome<unknown>
  /** Something that {@link MailSink.isBusy} tells may have changed. */
  readonly changed: () => void
}

/** One mail with its headers; the mail host takes texts of 16 KiB. */
const mailBytesMax = 65_536
const connectionsMax = 200

/**
 * The lab's mail host: an SMTP server that keeps what it takes (`list-mail`) and delivers nothing further. It listens for
 * the network alone, which leads to it whoever has a path there.
 */
export class MailSink {
  readonly #ports: MailSinkPorts
  readonly #server: SMTPServer
  readonly #ledger = new DoorLedger()
  readonly #passages = new Passages()
  /** Who has dialled, by the network's end of the connection. */
  readonly #origins = new Map<number, string>()

  constructor(ports: MailSinkPorts) {
    this.#ports = ports
    this.#ledger.joined(mailHost)
    this.#server = new Server({
      name: mailHost,
      banner: 'lab mail host',
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      authOptional: true,
      logger: false,
      size: mailBytesMax,
      maxClients: connectionsMax,
      // Time is lab time, and whoever dials has a limit of their own.
      socketTimeout: 3_600_000,
      closeTimeout: 100,
      onData: (stream, session, done) => this.#take(stream, session, done),
    })
    // What a client does wrong is told to that client.
    this.#server.on('error', () => undefined)
    this.#server.server.on('connection', (socket) => {
      this.#passages.watch(socket)
      socket.once('close', () => ports.changed())
    })
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.server.once('error', reject)
      this.#server.listen(0, loopback.host, () => resolve())
    })
  }

  /** Where the network finds it; undefined = nowhere now. */
  get listener(): Listener | undefined {
    const address = this.#server.server.address() as AddressInfo | null
    return address === null ? undefined : { host: loopback.host, port: address.port }
  }

  /** The network has connected to it, for that host of the lab. */
  connected(origin: string, socket: Socket): void {
    const { localPort } = socket
    if (localPort === undefined) return
    this.#ledger.opened(mailHost, socket)
    this.#origins.set(localPort, origin)
    socket.once('close', () => {
      if (this.#origins.get(localPort) === origin) this.#origins.delete(localPort)
    })
  }

  /** Whether anything is between the network and the server. */
  get isBusy(): boolean {
    this.#ledger.told(mailHost, this.#passages.changes())
    return !this.#ledger.agrees(mailHost)
  }

  stop(): void {
    this.#server.close(() => undefined)
  }

  #take(
    stream: SMTPServerDataStream,
    { envelope, remotePort }: SMTPServerSession,
    done: (error?: Error | null) => void,
  ): void {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.once('end', () => {
      if (stream.sizeExceeded) {
        done(refusal(552, `more than ${mailBytesMax} bytes`))
        return
      }
      const { mailFrom, rcptTo } = envelope
      const outcome = this.#ports.deliver({
        kind: 'deliver-mail',
        input: {
          via: this.#origins.get(remotePort) ?? '',
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          ...mailTextOf(Buffer.concat(parts)),
        },
      })
      done(outcome.ok ? null : refusal(554, outcome.refusal.message))
    })
  }
}

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode })
