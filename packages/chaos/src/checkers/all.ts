import { acknowledgedSessions } from './acknowledged-sessions.ts'
import { backupsServeNobody } from './backups-serve-nobody.ts'
import type { Checker } from './checker.ts'
import { conflictsAreTold } from './conflicts-are-told.ts'
import { epochsOnlyGrow } from './epochs-only-grow.ts'
import { everyWaitEnds } from './every-wait-ends.ts'
import { logsOnlyGrow } from './logs-only-grow.ts'
import { oneOwner } from './one-owner.ts'
import { onePrimaryPerEpoch } from './one-primary-per-epoch.ts'
import { reportEqualsData } from './report-equals-data.ts'
import { sameData } from './same-data.ts'
import { uniqueLsids } from './unique-lsids.ts'

/** All laws (CHA-03). The campaign itself checks `convergence` and `no-assertion`: it notices when it cannot go on. */
export const allCheckers: readonly Checker[] = [
  acknowledgedSessions,
  logsOnlyGrow,
  onePrimaryPerEpoch,
  epochsOnlyGrow,
  oneOwner,
  backupsServeNobody,
  conflictsAreTold,
  everyWaitEnds,
  uniqueLsids,
  sameData,
  reportEqualsData,
]
