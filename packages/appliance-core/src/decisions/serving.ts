import type { Role } from '@understudy/shared'

/** What decides whether clients are let in. */
export interface Door {
  readonly role: Role
  readonly isInstalling: boolean
  readonly isSwapping: boolean
  /** A primary that does not know whether it still is one (FO-15). */
  readonly isSuspended: boolean
}

/** When an appliance serves, and by which address. */
export const servingDecisions = {
  /** Why nobody is let in; null = clients are served (FO-06, FO-10, FO-15, UPD-06). */
  closedBy: (door: Door): 'maintenance' | 'swapping' | 'checking' | 'backup' | null => {
    if (door.isInstalling) return 'maintenance'
    if (door.isSwapping) return 'swapping'
    if (door.isSuspended) return 'checking'
    return door.role === 'backup' ? 'backup' : null
  },

  /** Those who are connected have to go before the role does (FO-10). */
  usersLeaveBefore: (_change: 'swap' | 'backup' | 'maintenance' | 'doubt'): boolean => true,

  /** Within a relationship the shared address moves with the role (NET-01). */
  holdsSharedAddress: (role: Role): boolean => role === 'primary',

  /** A primary in doubt claims no shared address (FO-15). */
  mayClaim: (isShared: boolean, isSuspended: boolean): boolean => !isShared || !isSuspended,

  /** Others claim our address: that is shown (NET-02). */
  isAddressConflict: (others: readonly string[]): boolean => others.length > 0,
}
