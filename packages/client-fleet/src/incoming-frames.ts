import {
  parseJson,
  readServerMessage,
  type ServerMessage,
  type ServerMessageNamed,
} from '@understudy/shared'

/**
 * Makes messages from one connection's frames. An update is announced and its bytes follow: they are counted and thrown
 * away, and the client is told once all have come.
 */
export class IncomingFrames {
  #upgrade: ServerMessageNamed<'upgrade'> | null = null
  #leftBytes = 0

  /**
   * Returns the message, 'nothing' while it is incomplete, or 'unexpected' if the frame does not belong here (SEC-03).
   */
  onText(text: string): ServerMessage | 'nothing' | 'unexpected' {
    const read = readServerMessage(parseJson(text))
    if (!read.ok) return 'unexpected'
    const { message } = read
    if (message.type !== 'upgrade' || message.sizeBytes === 0) return message
    if (this.#upgrade !== null) return 'unexpected'
    this.#upgrade = message
    this.#leftBytes = message.sizeBytes
    return 'nothing'
  }

  onBytes(byteCount: number): ServerMessage | 'nothing' | 'unexpected' {
    if (this.#upgrade === null || byteCount > this.#leftBytes) return 'unexpected'
    this.#leftBytes -= byteCount
    if (this.#leftBytes > 0) return 'nothing'
    const complete = this.#upgrade
    this.#upgrade = null
    return complete
  }
}
