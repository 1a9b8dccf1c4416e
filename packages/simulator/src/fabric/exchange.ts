import type { HostPort, PageAnswer } from '../world/host-port.ts'
import type { VirtualFlow } from './flows.ts'
import type { Reached } from './network-port.ts'

export interface ExchangeParts {
  readonly request: string
  readonly office: string
  readonly host: HostPort
  readonly route: Reached
  /** Of the portal, or of an API. */
  readonly path: string
  /** Called once; null = the connection was reset. */
  readonly onAnswer: (answer: PageAnswer | null) => void
}

/** The connection of one request. */
export interface Exchange extends VirtualFlow {
  begin(): void
  /** Whoever asked has given up, or has the answer. */
  leave(): void
}
