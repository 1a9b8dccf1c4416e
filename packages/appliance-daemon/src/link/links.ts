import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ApplianceInput } from '@understudy/appliance-core'
import type { AnyLinkMessage, BlobRef, HostEvent, LinkMessage } from '@understudy/shared'
import { type WebSocket, WebSocketServer } from 'ws'
import type { BlobFiles } from '../blobs/blob-files.ts'
import type { Surroundings } from '../surroundings/surroundings.ts'
import { Timers } from '../timers.ts'
import { BlobReceiver } from './blob-receiver.ts'
import { BlobSender } from './blob-sender.ts'
import { dial, linkSocketOptions } from './dial.ts'
import type { LinkKeys } from './link-keys.ts'
import { LinkSocket } from './link-socket.ts'

export interface LinksPorts {
  readonly surroundings: Surroundings
  readonly keys: LinkKeys
  readonly files: BlobFiles
  readonly push: (input: ApplianceInput) => void
  readonly record: (event: HostEvent) => void
  readonly onFatal: (error: unknown) => void
}

interface Link {
  readonly socket: LinkSocket
  readonly sender: BlobSender
  readonly receiver: BlobReceiver
}

/**
 * All links of this appliance by name: those the core dialled and those that were accepted. Each gives one `link-up`,
 * its messages in order, and one `link-down`.
 */
export class LinkSockets {
  readonly #ports: LinksPorts
  readonly #timers: Timers
  readonly #links = new Map<string, Link>()
  readonly #server = new WebSocketServer({ noServer: true, ...linkSocketOptions })
  #acceptedCount = 0
  #stopped = false

  constructor(ports: LinksPorts) {
    this.#ports = ports
    this.#timers = new Timers(ports.surroundings.clock, 'dial')
  }

  /** A peer that has proved it holds the key asks for a link. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      this.#acceptedCount++
      this.#up(`accepted-${this.#acceptedCount}`, webSocket, 'accepted')
    })
  }

  async dial(link: string, host: string, port: number): Promise<void> {
    const { surroundings, keys, push } = this.#ports
    await keys.settling
    const target = { link, host, port, key: keys.current }
    const result = await dial({ surroundings, timers: this.#timers }, target)
    if (!result.ok)
      push({ kind: 'dial-failed', link, reason: result.reason, detail: result.detail })
    else if (this.#stopped) result.socket.terminate()
    else this.#up(link, result.socket, 'dialed')
  }

  send(link: string, message: LinkMessage): void {
    this.#links.get(link)?.socket.send(message)
  }

  close(link: string, reason: string): void {
    this.#links.get(link)?.socket.close(reason)
  }

  fetchBlobs(link: string, blobs: readonly BlobRef[], bytesPerSecond: number | null = null): void {
    const receiver = this.#links.get(link)?.receiver
    if (receiver === undefined)
      this.#ports.push({ kind: 'blobs-failed', reason: 'the link is down' })
    else receiver.fetch(blobs, bytesPerSecond)
  }

  /** Closes all links and opens no new ones. Idempotent. */
  stop(reason: string): void {
    this.#stopped = true
    this.#timers.clearAll()
    for (const { socket } of this.#links.values()) socket.close(reason)
  }

  #up(name: string, webSocket: WebSocket, side: 'dialed' | 'accepted'): void {
    const { files, push, record, onFatal, surroundings } = this.#ports
    const { work } = surroundings
    const socket = new LinkSocket(webSocket, {
      onMessage: (message) => this.#onMessage(name, link, message),
      onRefused: ({ code, message }) => record({ name: 'link-refused', code, message }),
      onClosed: (reason) => this.#down(name, link, reason),
    })
    const link: Link = {
      socket,
      sender: new BlobSender(socket, files, work, (lost) => push({ kind: 'blobs-lost', ...lost })),
      receiver: new BlobReceiver({
        files,
        work,
        push,
        onFatal,
        send: (message) => socket.send(message),
        refuse: (why) => socket.refuse(why),
      }),
    }
    this.#links.set(name, link)
    push({ kind: 'link-up', link: name, side })
  }

  #onMessage(name: string, link: Link, message: AnyLinkMessage): void {
    switch (message.type) {
      case 'blob-get':
        link.sender.get(message)
        return
      case 'blob-chunk':
        link.receiver.onChunk(message)
        return
      case 'blob-absent':
        link.receiver.onAbsent(message.name)
        return
      default:
        this.#ports.push({ kind: 'link-message', link: name, message })
    }
  }

  #down(name: string, link: Link, reason: string): void {
    this.#links.delete(name)
    link.sender.stop()
    link.receiver.stop(reason)
    this.#ports.push({ kind: 'link-down', link: name, reason })
  }
}
