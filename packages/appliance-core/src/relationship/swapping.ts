import type { PendingRequest } from '../pending-request.ts'

/** What asks for an exchange of roles. */
export type SwapOperation = 'become-backup' | 'become-primary'

/**
 * An exchange of roles under way (FO-10), coordinated by the primary. Volatile: a crash leaves the
 * roles that are on disk, of which at most one is primary.
 */
export interface Swap {
  /** The operator's request, on the side where it was asked, until it is answered. */
  request: PendingRequest<SwapOperation> | null
  readonly syncFirst: boolean
  /** Whoever asked is answered as soon as the sync has begun. */
  readonly background: boolean
  /** The sync under way began before the users left, and may have passed what they left behind: another one follows. */
  isSyncOlder?: boolean
  /** What this side waits for. */
  phase: 'asked' | 'waiting-for-ready' | 'syncing' | 'waiting-for-take' | 'waiting-for-done'
}
