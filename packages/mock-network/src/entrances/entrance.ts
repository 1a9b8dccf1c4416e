import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { loopback } from '@understudy/lab-channel'
import { openIpv6Door } from '../connections/ipv6-door.ts'
import type { Enter, EnterResult } from './enter.ts'
import type { Handshake, HandshakeStep } from './handshake.ts'

export interface EntranceOptions {
  readonly enter: Enter
  /** A fresh handshake for each connection. */
  readonly handshake: () => Handshake
  /** What it listens on. Default: loopback, IPv4 and IPv6. */
  readonly host?: string
  /** Real time: how long a client may take with its request. */
  readonly requestTimeoutMs?: number
  /** Real time: how long to wait for a host before the client is told that it does not answer. */
  readonly dialTimeoutMs?: number
  /** Clients not connected yet; more are turned away at once. With heldBytesMax it bounds the memory. */
  readonly waitingMax?: number
}

const defaults = {
  host: loopback.host as string,
  requestTimeoutMs: 10_000,
  dialTimeoutMs: 20_000,
  waitingMax: 1_000,
}
/** Real time: how long a refused client may take to read why. */
const lingerMs = 1_000

/** A proxy's port, through which programs from outside enter the lab's network (NET-08). */
export class Entrance {
  readonly #options: Required<EntranceOptions>
  readonly #waiting = new Set<Socket>()
  /** On loopback IPv4, and on IPv6 where the machine has it. */
  readonly #servers: Server[] = []
  #isStopped = false

  constructor(options: EntranceOptions) {
    this.#options = { ...defaults, ...options }
  }

  /** Listens on that port (0 = a free one) and resolves with it. Rejects if it is taken. */
  async start(port: number): Promise<number> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) =>
      this.#welcome(client),
    )
    this.#servers.push(server)
    const bound = await new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, this.#options.host, 511, () =>
        resolve((server.address() as AddressInfo).port),
      )
    })
    if (this.#options.host !== loopback.host) return bound
    const door = await openIpv6Door(bound, (client) => this.#welcome(client))
    if (door === undefined) return bound
    this.#servers.push(door)
    if (this.#isStopped) door.close()
    return bound
  }

  /** Stops listening and drops clients that are not connected; the others belong to the network. Idempotent. */
  stop(): void {
    this.#isStopped = true
    for (const server of this.#servers) server.close()
    for (const client of this.#waiting) client.destroy()
  }

  #welcome(client: Socket): void {
    client.on('error', () => undefined)
    if (this.#waiting.size >= this.#options.waitingMax) {
      client.destroy()
      return
    }
    this.#waiting.add(client)
    client.once('close', () => this.#waiting.delete(client))
    const handshake = this.#options.handshake()
    const expired = setTimeout(() => {
      stopReading()
      refuse(client, handshake.expire())
    }, this.#options.requestTimeoutMs)
    const stopReading = (): void => {
      clearTimeout(expired)
      client.off('data', onData)
      client.off('end', onEnd)
      client.pause()
    }
    const onData = (bytes: Buffer): void => {
      for (const step of handshake.push(bytes)) {
        if (step.kind === 'send') {
          client.write(step.bytes)
          continue
        }
        stopReading()
        if (step.kind === 'close') refuse(client, step.bytes)
        else void this.#dial(client, handshake, step)
      }
    }
    const onEnd = (): void => void client.destroy()
    client.once('close', () => clearTimeout(expired))
    client.on('data', onData)
    client.on('end', onEnd)
  }

  async #dial(
    client: Socket,
    handshake: Handshake,
    { origin, host, port, rest }: Extract<HandshakeStep, { kind: 'enter' }>,
  ): Promise<void> {
    if (rest.length > 0) client.unshift(Buffer.from(rest))
    const { enter, dialTimeoutMs } = this.#options
    let expire: NodeJS.Timeout | undefined
    const expiry = new Promise<EnterResult>((resolve) => {
      expire = setTimeout(() => resolve('no-answer'), dialTimeoutMs)
      client.once('close', () => resolve('no-answer'))
    })
    const result = await Promise.race([enter(origin, host, port, client), expiry])
    clearTimeout(expire)
    if (client.destroyed) return
    if (result !== 'open') {
      refuse(client, handshake.answer(result))
      return
    }
    this.#waiting.delete(client)
    client.write(handshake.answer(result))
  }
}

/** Says why and closes: once the client has read it, or soon if it does not. */
function refuse(client: Socket, lastWords: Uint8Array): void {
  if (lastWords.length === 0) {
    client.destroy()
    return
  }
  client.end(lastWords)
  // Unread bytes would turn the end into a reset, which may overtake the answer.
  client.resume()
  client.once('end', () => client.destroy())
  const linger = setTimeout(() => client.destroy(), lingerMs)
  client.once('close', () => clearTimeout(linger))
}
