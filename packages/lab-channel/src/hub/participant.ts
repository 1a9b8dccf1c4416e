import type { Socket } from 'node:net'
import type { FromHub, ParticipantKind } from '@understudy/shared'
import { encodeLine } from '../codec/lines.ts'

/** A subscriber that reads so slowly that this much is waiting for it is dropped. */
const waitingBytesMax = 64 * 1024 * 1024

export interface ParticipantConfig {
  readonly name: string
  readonly kind: ParticipantKind
  readonly port: number | null
  readonly events: boolean
}

/** A process that has joined. */
export class Participant {
  readonly config: ParticipantConfig
  readonly #socket: Socket
  readonly #sent: (name: string) => void

  /** `sent` is told of every message to it but the clock's, before it goes. */
  constructor(config: ParticipantConfig, socket: Socket, sent: (name: string) => void) {
    this.config = config
    this.#socket = socket
    this.#sent = sent
  }

  send(message: FromHub): void {
    this.sendLine(message.type, encodeLine(message))
  }

  /** For a line that goes to several. */
  sendLine(type: FromHub['type'], line: string): void {
    if (this.#socket.destroyed) return
    if (type !== 'clock') this.#sent(this.config.name)
    this.#socket.write(line)
    if (this.#socket.writableLength > waitingBytesMax) this.#socket.destroy()
  }
}
