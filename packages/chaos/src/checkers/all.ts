import { acknowledgedSessions } from './acknowledged-sessions.ts'
import { addressFollowsRole } from './address-follows-role.ts'
import { backupsServeNobody } from './backups-serve-nobody.ts'
import { backupsTellNothing } from './backups-tell-nothing.ts'
import { boxStaysOwn } from './box-stays-own.ts'
import { certificatesAreWhole } from './certificates-are-whole.ts'
import type { Checker } from './checker.ts'
import { closedDoors } from './closed-doors.ts'
import { conflictsAreTold } from './conflicts-are-told.ts'
import { cutSyncsGoOn } from './cut-syncs-go-on.ts'
import { doubtIsAnswered } from './doubt-is-answered.ts'
import { epochsOnlyGrow } from './epochs-only-grow.ts'
import { eventsAreTold } from './events-are-told.ts'
import { everyWaitEnds } from './every-wait-ends.ts'
import { keysExpire } from './keys-expire.ts'
import { linksSettle } from './links-settle.ts'
import { lockoutsHaveTheirTime } from './lockouts-have-their-time.ts'
import { logsOnlyGrow } from './logs-only-grow.ts'
import { lossWithinLag } from './loss-within-lag.ts'
import { noClaimInDoubt } from './no-claim-in-doubt.ts'
import { noVoteAfterBreak } from './no-vote-after-break.ts'
import { olderEpochsAreRefused } from './older-epochs-are-refused.ts'
import { oneOwner } from './one-owner.ts'
import { onePrimaryPerEpoch } from './one-primary-per-epoch.ts'
import { oneServer } from './one-server.ts'
import { ownPackages } from './own-packages.ts'
import { patientFailover } from './patient-failover.ts'
import { pulledOnce } from './pulled-once.ts'
import { removedAccountsGetNothing } from './removed-accounts-get-nothing.ts'
import { reportEqualsData } from './report-equals-data.ts'
import { restoresAreWhole } from './restores-are-whole.ts'
import { rolesToldTruly } from './roles-told-truly.ts'
import { sameData } from './same-data.ts'
import { samePackageToSync } from './same-package-to-sync.ts'
import { sameUsers } from './same-users.ts'
import { sessionsHaveAnEnd } from './sessions-have-an-end.ts'
import { stallsNeedSupport } from './stalls-need-support.ts'
import { swapsAreExchanges } from './swaps-are-exchanges.ts'
import { toldBeforeReplaced } from './told-before-replaced.ts'
import { uniqueLsids } from './unique-lsids.ts'
import { unpackedFirst } from './unpacked-first.ts'
import { updatesAreWhole } from './updates-are-whole.ts'
import { versionsInOrder } from './versions-in-order.ts'
import { witnessIsDialedAnew } from './witness-is-dialed-anew.ts'

/** All laws (CHA-03). The campaign itself checks `convergence` and `no-assertion`: it notices when it cannot go on. */
export const allCheckers: readonly Checker[] = [
  acknowledgedSessions,
  lossWithinLag,
  logsOnlyGrow,
  onePrimaryPerEpoch,
  epochsOnlyGrow,
  olderEpochsAreRefused,
  oneOwner,
  addressFollowsRole,
  backupsServeNobody,
  closedDoors,
  conflictsAreTold,
  noClaimInDoubt,
  doubtIsAnswered,
  oneServer,
  noVoteAfterBreak,
  patientFailover,
  swapsAreExchanges,
  toldBeforeReplaced,
  everyWaitEnds,
  sessionsHaveAnEnd,
  updatesAreWhole,
  versionsInOrder,
  ownPackages,
  keysExpire,
  stallsNeedSupport,
  unpackedFirst,
  restoresAreWhole,
  samePackageToSync,
  cutSyncsGoOn,
  linksSettle,
  witnessIsDialedAnew,
  uniqueLsids,
  eventsAreTold,
  rolesToldTruly,
  backupsTellNothing,
  removedAccountsGetNothing,
  pulledOnce,
  boxStaysOwn,
  certificatesAreWhole,
  lockoutsHaveTheirTime,
  sameUsers,
  sameData,
  reportEqualsData,
]
