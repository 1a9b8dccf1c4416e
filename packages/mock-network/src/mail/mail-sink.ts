import { mailHost, type NetworkCommand, type Outcome } from '@understudy/shared'
import {
  SMTPServer as Server,
  type SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerSession,
} from 'smtp-server'
import { SinkConnections } from '../sinks/sink-connections.ts'
import { mailTextOf } from './mail-text.ts'

export type DeliverMail = Extract<NetworkCommand, { kind: 'deliver-mail' }>

export interface MailSinkPorts {
  /** The mail host takes that mail, or says why not. */
  readonly deliver: (command: DeliverMail) => Outcome<unknown>
  /** Something that the sink's connections tell may have changed. */
  readonly changed: () => void
}

/** One mail with its headers; the mail host takes texts of 16 KiB. */
const mailBytesMax = 65_536
const connectionsMax = 200

/**
 * The lab's mail host: an SMTP server that keeps what it takes (`list-mail`) and delivers nothing further.
 */
export class MailSink {
  readonly connections: SinkConnections
  readonly #ports: MailSinkPorts
  readonly #server: SMTPServer

  constructor(ports: MailSinkPorts) {
    this.#ports = ports
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
    this.connections = new SinkConnections(mailHost, this.#server.server, ports.changed)
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
          via: this.connections.originAt(remotePort),
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
