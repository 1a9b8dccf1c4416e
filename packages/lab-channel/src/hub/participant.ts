import type { Socket } from 'node:net'
import type { FromHub, ParticipantKind } from '@understudy/shared'
import { encodeLine } from '../codec/lines.ts'
import { loopback } from '../places/loopback.ts'

/** A subscriber too slow to read is dropped once this much is waiting for it. */
const waitingBytesMax = 64 * 1024 * 1024

export interface ParticipantConfig {
  readonly name: string
  readonly kind: ParticipantKind
  readonly port: number | null
  readonly events: boolean
  /** Which monotonic clock it reads; undefined = the hub's. */
  readonly clockId?: string | undefined
}

/** A process that has joined. */
export class Participant {
  readonly config: ParticipantConfig
  /** The address it joined from. */
  readonly host: string
  readonly #socket: Socket
  readonly #sent: (name: string) => void
  /** How many beats were sent to it since it last said something. */
  unansweredBeats = 0

  /** `sent` is told of every message before it goes, except clock messages and beats. */
  constructor(config: ParticipantConfig, socket: Socket, sent: (name: string) => void) {
    this.config = config
    this.#socket = socket
    this.host = socket.remoteAddress ?? loopback.host
    this.#sent = sent
  }

  send(message: FromHub): void {
    this.sendLine(message.type, encodeLine(message))
  }

  /** Ends its connection. */
  dismiss(): void {
    this.#socket.destroy()
  }

  /** For a line that goes to several participants. */
  sendLine(type: FromHub['type'], line: string): void {
    if (this.#socket.destroyed) return
    if (type !== 'clock' && type !== 'beat') this.#sent(this.config.name)
    this.#socket.write(line)
    if (this.#socket.writableLength > waitingBytesMax) this.#socket.destroy()
  }
}
