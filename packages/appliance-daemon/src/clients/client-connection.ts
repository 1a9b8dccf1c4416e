import type { ApplianceInput } from '@understudy/appliance-core'
import type { Work } from '@understudy/lab-channel'
import { type ClientFrame, refusal, type ServerMessage } from '@understudy/shared'
import type { RawData, WebSocket } from 'ws'
import type { BlobFiles } from '../blobs/blob-files.ts'
import { parseClientFrame } from './client-message.ts'
import { sendPackage } from './package-download.ts'
import { RecordingUpload } from './recording-upload.ts'

export interface ClientConnectionPorts {
  readonly files: BlobFiles
  readonly work: Work
  readonly push: (input: ApplianceInput) => void
  readonly onFatal: (error: unknown) => void
}

interface Frame {
  readonly data: Buffer
  readonly isBinary: boolean
}

/** The most that a client that does not read may leave in our memory. */
const bufferedBytesMax = 8 * 1024 * 1024

/** One client's connection: frames in order, recordings stored before the core hears of them. */
export class ClientConnection {
  readonly #id: string
  readonly #socket: WebSocket
  readonly #ports: ClientConnectionPorts
  #upload: RecordingUpload | undefined
  /** Frames that arrived while a recording is being written. */
  #held: Frame[] = []
  #storing = false
  #closing = false

  constructor(id: string, socket: WebSocket, ports: ClientConnectionPorts) {
    this.#id = id
    this.#socket = socket
    this.#ports = ports
    socket.binaryType = 'nodebuffer'
    socket.on('message', (data: RawData, isBinary) =>
      this.#receive({ data: data as Buffer, isBinary }),
    )
    // `ws` closes by itself after an error; the close is what counts.
    socket.on('error', () => {
      this.#closing = true
    })
    socket.on('close', () => this.#onClose())
  }

  send(message: ServerMessage): void {
    if (this.#socket.bufferedAmount > bufferedBytesMax) this.#socket.terminate()
    else {
      this.#socket.send(JSON.stringify(message))
      if (message.type === 'upgrade') sendPackage(this.#socket, message.sizeBytes, this.#ports.work)
    }
  }

  /** Closes after sending what is queued. Idempotent. */
  close(reason: string): void {
    if (this.#closing) return
    this.#closing = true
    this.#socket.close(1000, reason.slice(0, 100))
  }

  #receive(frame: Frame): void {
    if (this.#closing) return
    if (this.#storing) this.#held.push(frame)
    else if (frame.isBinary) this.#onBytes(frame.data)
    else this.#onText(frame.data)
  }

  #onText(data: Buffer): void {
    const message = parseClientFrame(data.toString())
    if ('wrong' in message) this.#refuse('a message of the channel', message.wrong)
    else if (this.#upload !== undefined)
      this.#refuse(`${this.#upload.missingBytes} more bytes of the recording`, message.type)
    else this.#onMessage(message)
  }

  #onMessage(message: ClientFrame): void {
    if (message.type === 'recording')
      this.#upload = new RecordingUpload(this.#ports.files, message.lsid, message.sizeBytes)
    else this.#ports.push({ kind: 'client-message', connection: this.#id, message })
  }

  #onBytes(bytes: Buffer): void {
    const upload = this.#upload
    if (upload === undefined) {
      this.#refuse('a text frame', `${bytes.length} bytes of no recording`)
      return
    }
    if (bytes.length > upload.missingBytes) {
      this.#refuse(`${upload.missingBytes} more bytes of the recording`, `${bytes.length}`)
      return
    }
    const written = upload.add(bytes)
    if (upload.missingBytes > 0) this.#store(written)
    else this.#store(this.#finish(upload))
  }

  async #finish(upload: RecordingUpload): Promise<void> {
    const blob = await upload.store()
    this.#upload = undefined
    const message = { type: 'recording', lsid: upload.lsid, blob } as const
    if (!this.#isGone()) this.#ports.push({ kind: 'client-message', connection: this.#id, message })
  }

  /** What follows waits until this is on disk: that keeps the order and bounds memory. */
  #store(work: Promise<unknown>): void {
    this.#storing = true
    this.#socket.pause()
    this.#ports.work.begin()
    work
      .then(() => {
        this.#storing = false
        this.#release()
        if (this.#isGone()) return this.#discard()
        return undefined
      })
      .catch(this.#ports.onFatal)
      .finally(() => this.#ports.work.end())
  }

  #release(): void {
    const held = this.#held
    this.#held = []
    for (const frame of held) this.#receive(frame)
    if (!this.#storing && !this.#isGone()) this.#socket.resume()
  }

  #refuse(expected: string, found: string): void {
    const { code, message } = refusal('protocol-error', { expected, found })
    this.send({ type: 'refused', code, message })
    this.close(code)
  }

  #isGone(): boolean {
    return this.#socket.readyState === this.#socket.CLOSED
  }

  #onClose(): void {
    this.#ports.push({ kind: 'client-closed', connection: this.#id })
    if (!this.#storing) this.#discard()?.catch(this.#ports.onFatal)
  }

  #discard(): Promise<void> | undefined {
    const upload = this.#upload
    this.#upload = undefined
    return upload?.discard()
  }
}
