import type { Store } from '@understudy/appliance-core'
import { activeSessionCases } from './active-sessions.ts'
import { blobCases } from './blobs.ts'
import { historyCases } from './history.ts'
import { jumpClientCases } from './jump-clients.ts'
import { logCases } from './logs.ts'
import { sessionCases } from './sessions.ts'
import { settingCases } from './settings.ts'
import type { Tap } from './tap.ts'
import { transactionCases } from './transactions.ts'
import { valueCases } from './values.ts'

export { inTransaction } from './in-transaction.ts'
export { row } from './session-rows.ts'

/** What every store keeps; `open` answers a new, empty one. */
export function storeContract(t: Tap, open: () => Store): void {
  valueCases(t, open)
  settingCases(t, open)
  logCases(t, open)
  sessionCases(t, open)
  activeSessionCases(t, open)
  historyCases(t, open)
  jumpClientCases(t, open)
  blobCases(t, open)
  transactionCases(t, open)
}
