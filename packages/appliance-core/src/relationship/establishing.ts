import type { EstablishInput, LinkIdentity, LinkMessageNamed } from '@understudy/shared'
import type { PendingRequest } from '../pending-request.ts'

/** An attempt to establish, on either side. Nothing of it is durable until the primary's commit. */
export type Establishing = Initiating | Responding

/** On the primary-to-be. */
export interface Initiating {
  readonly side: 'initiator'
  readonly request: PendingRequest<'establish-relationship'>
  readonly input: EstablishInput
  readonly relationship: string
  /** The forward link, dialed by us. */
  readonly link: string
  /** The link on which the peer came back; set with the durable commit. */
  backLink: string | null
  /** Who came back. */
  peer: LinkIdentity | null
}

/** On the backup-to-be. */
export interface Responding {
  readonly side: 'responder'
  readonly relationship: string
  /** The forward link, accepted. */
  readonly link: string
  /** The link that we dial back. */
  readonly backLink: string
  /** Who asked. */
  readonly peer: LinkMessageNamed<'establish-request'>
  readonly reverseHost: string
  readonly reversePort: number
}
