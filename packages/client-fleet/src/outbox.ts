import type { ClientFrame, OutgoingClientMessage } from '@understudy/shared'
import { recordingPieces } from './recording-bytes.ts'

type SendFrame = (frame: string | Buffer, onSent: () => void) => void

/**
 * Sends a client's messages in order. A recording is announced and its bytes follow as binary frames, each made only
 * when the one before has left this process, so that memory stays bounded; other messages wait meanwhile.
 */
export class Outbox {
  readonly #sendFrame: SendFrame
  readonly #waiting: OutgoingClientMessage[] = []
  #pieces: Generator<Buffer> | null = null

  constructor(sendFrame: SendFrame) {
    this.#sendFrame = sendFrame
  }

  push(message: OutgoingClientMessage): void {
    if (this.#pieces !== null) {
      this.#waiting.push(message)
      return
    }
    if (message.type !== 'recording') {
      this.#sendMessage(message, () => undefined)
      return
    }
    const { type, lsid, sizeBytes, contentSeed } = message
    this.#pieces = recordingPieces(contentSeed, sizeBytes)
    this.#sendMessage({ type, lsid, sizeBytes }, () => this.#sendPiece())
  }

  #sendMessage(message: ClientFrame, onSent: () => void): void {
    this.#sendFrame(JSON.stringify(message), onSent)
  }

  #sendPiece(): void {
    const piece = this.#pieces?.next()
    if (piece?.done === false) {
      this.#sendFrame(piece.value, () => this.#sendPiece())
      return
    }
    this.#pieces = null
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.push(next)
      if (this.#pieces !== null) return
    }
  }
}
