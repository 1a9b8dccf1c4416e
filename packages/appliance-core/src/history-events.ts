import type { ApplianceEvent } from '@understudy/shared'

/** What the Failover page's status history leaves out: sessions, users, progress, and the audit of operations. */
const passing: readonly ApplianceEvent['name'][] = [
  'session-recorded',
  'users-disconnected',
  'sync-progress',
  'operation-done',
  'updates-checked',
  'sample-data-loaded',
  'jump-clients-deferred',
]

export const isHistory = (event: ApplianceEvent): boolean => !passing.includes(event.name)
