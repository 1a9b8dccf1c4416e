import type { Zone } from '@understudy/network-model'
import type { Logger } from 'pino'
import { DnsAnswerer } from './dns-answerer.ts'
import { DnsListener } from './listener/dns-listener.ts'
import type { TsigKey } from './tsig/tsig-key.ts'
import type { UpdateZone } from './update/update-answer.ts'

export interface DnsServerOptions {
  readonly zone: Zone
  /** Applies a signed dynamic update, as the operation set-record would (NET-04). */
  readonly update: UpdateZone
  /** The key that updates are signed with; null = no update is taken. */
  readonly key: TsigKey | null
  readonly log: Logger
  /** What it listens on. Default: loopback. */
  readonly host?: string
  /** The REAL time, for signatures. Default: the system's. */
  readonly realNowMs?: () => number
}

/** The authoritative server of the lab's zone, on UDP and TCP of one port (NET-04). */
export class DnsServer {
  readonly #listener: DnsListener

  constructor({ zone, update, key, log, realNowMs = Date.now, ...listening }: DnsServerOptions) {
    const answerer = new DnsAnswerer({ zone, update, key, realNowMs })
    this.#listener = new DnsListener(
      (packet, transport) => answerer.answer(packet, transport),
      log,
      listening,
    )
  }

  /** Resolves with the port; 0 = a free one. Rejects if the port is taken. */
  start(port: number): Promise<number> {
    return this.#listener.start(port)
  }

  /** Idempotent. */
  stop(): Promise<void> {
    return this.#listener.stop()
  }
}
