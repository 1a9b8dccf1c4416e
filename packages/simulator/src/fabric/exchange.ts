import type { PortalAnswer } from '@understudy/shared'
import type { HostPort } from '../world/host-port.ts'
import type { VirtualFlow } from './flows.ts'
import type { Reached } from './network-port.ts'

export interface ExchangeParts {
  readonly request: string
  readonly office: string
  readonly host: HostPort
  readonly route: Reached
  /** Called once; null = the connection was reset. */
  readonly onAnswer: (answer: PortalAnswer | null) => void
}

/** The connection of one request. */
export interface Exchange extends VirtualFlow {
  begin(): void
  /** Whoever asked has given up, or has the answer. */
  leave(): void
}
