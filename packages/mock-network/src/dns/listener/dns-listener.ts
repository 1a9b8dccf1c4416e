import { loopback } from '@understudy/lab-channel'
import type { Logger } from 'pino'
import type { Transport } from '../dns-answerer.ts'
import { rcodes } from '../wire/codes.ts'
import { type Header, readHeader } from '../wire/message.ts'
import { bareReply } from '../wire/reply.ts'
import { TcpListener, type TcpListenerOptions } from './tcp-listener.ts'
import { UdpListener } from './udp-listener.ts'

/** How many free ports to try when UDP cannot have the one that TCP was given. */
const attemptsMax = 20

export type Answering = (packet: Buffer, transport: Transport) => Buffer | null

interface ListenerOptions extends TcpListenerOptions {
  /** Default: loopback. */
  readonly host?: string
}

/** One port, on UDP and on TCP. */
export class DnsListener {
  readonly #answer: Answering
  readonly #log: Logger
  readonly #host: string
  readonly #tcpOptions: TcpListenerOptions
  #listeners: { tcp: TcpListener; udp: UdpListener } | undefined

  constructor(
    answer: Answering,
    log: Logger,
    { host = loopback.host, ...tcpOptions }: ListenerOptions = {},
  ) {
    this.#host = host
    this.#answer = answer
    this.#log = log
    this.#tcpOptions = tcpOptions
  }

  /** Resolves with the port; 0 = a free one. Rejects if the port is taken. */
  async start(port: number): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      const tcp = new TcpListener((packet) => this.#guarded(packet, 'tcp'), this.#tcpOptions)
      const udp = new UdpListener((packet) => this.#guarded(packet, 'udp'))
      try {
        const bound = await tcp.start(port, this.#host)
        await udp.start(bound, this.#host)
        this.#listeners = { tcp, udp }
        return bound
      } catch (error) {
        await Promise.all([tcp.stop(), udp.stop()])
        const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
        if (port !== 0 || !isTaken || attempt >= attemptsMax) throw error
      }
    }
  }

  /** Idempotent. */
  async stop(): Promise<void> {
    await Promise.all([this.#listeners?.tcp.stop(), this.#listeners?.udp.stop()])
  }

  /** The last guard of SEC-03: a packet that runs into a bug of ours gets SERVFAIL, and we go on. */
  #guarded(packet: Buffer, transport: Transport): Buffer | null {
    try {
      return this.#answer(packet, transport)
    } catch (error) {
      this.#log.error({ error: (error as Error).message, transport }, 'a DNS query failed')
      return bareReply(readHeader(packet) as Header, rcodes.servFail)
    }
  }
}
