import type { Static } from 'typebox'
import { addressByHand } from './kinds/address-by-hand.ts'
import { apiAccount } from './kinds/api-account.ts'
import { blackHole } from './kinds/black-hole.ts'
import { breakRelationship, establish } from './kinds/break-and-establish.ts'
import { byteLimit } from './kinds/byte-limit.ts'
import { carryCertificate } from './kinds/carry-certificate.ts'
import { changeAccount } from './kinds/change-account.ts'
import { changeRole } from './kinds/change-role.ts'
import { changeSetting } from './kinds/change-setting.ts'
import { clockDrift } from './kinds/clock-drift.ts'
import { clockJump } from './kinds/clock-jump.ts'
import { crashAt } from './kinds/crash-at.ts'
import { crashDuring } from './kinds/crash-during.ts'
import { crashLoop } from './kinds/crash-loop.ts'
import { cut } from './kinds/cut.ts'
import { cutDuring } from './kinds/cut-during.ts'
import { diskFails } from './kinds/disk-fails.ts'
import { eventRecipient } from './kinds/event-recipient.ts'
import { factoryReset } from './kinds/factory-reset.ts'
import { failOver } from './kinds/fail-over.ts'
import { flapping } from './kinds/flapping.ts'
import { hostDestroyed } from './kinds/host-destroyed.ts'
import { integrationDies } from './kinds/integration-dies.ts'
import { kill } from './kinds/kill.ts'
import { loss } from './kinds/loss.ts'
import { ownCertificate } from './kinds/own-certificate.ts'
import { pause } from './kinds/pause.ts'
import { powerLoss } from './kinds/power-loss.ts'
import { programAsks } from './kinds/program-asks.ts'
import { receiverFails } from './kinds/receiver-fails.ts'
import { reset } from './kinds/reset.ts'
import { restoreBackup } from './kinds/restore-backup.ts'
import { roleByApi } from './kinds/role-by-api.ts'
import { siteLedAstray } from './kinds/site-led-astray.ts'
import { slowPath } from './kinds/slow-path.ts'
import { slowStart } from './kinds/slow-start.ts'
import { starve } from './kinds/starve.ts'
import { storm } from './kinds/storm.ts'
import { stutter } from './kinds/stutter.ts'
import { swingByHand } from './kinds/swing-by-hand.ts'
import { syncNow } from './kinds/sync-now.ts'
import { unplug } from './kinds/unplug.ts'
import { interruptedUpdate, update } from './kinds/update.ts'
import { updateByHand } from './kinds/update-by-hand.ts'
import { updateDies } from './kinds/update-dies.ts'
import { updateDiskFull } from './kinds/update-disk-full.ts'
import { updateOutOfOrder } from './kinds/update-out-of-order.ts'
import { updateServerCut } from './kinds/update-server-cut.ts'
import { updateServerRestarts } from './kinds/update-server-restarts.ts'
import { updateStalls } from './kinds/update-stalls.ts'
import { witnessCut } from './kinds/witness-cut.ts'
import { witnessDies } from './kinds/witness-dies.ts'
import { witnessLosesPower } from './kinds/witness-loses-power.ts'
import { wrongPasswords } from './kinds/wrong-passwords.ts'

/** Everything that can be broken (CHA-02). */
export const faultKinds = {
  kill,
  'crash-at': crashAt,
  'crash-during': crashDuring,
  'crash-loop': crashLoop,
  pause,
  starve,
  'power-loss': powerLoss,
  cut,
  'cut-during': cutDuring,
  unplug,
  'slow-path': slowPath,
  loss,
  reset,
  'black-hole': blackHole,
  flapping,
  'byte-limit': byteLimit,
  'clock-jump': clockJump,
  'clock-drift': clockDrift,
  'disk-fails': diskFails,
  update,
  'interrupted-update': interruptedUpdate,
  'address-by-hand': addressByHand,
  'change-role': changeRole,
  'fail-over': failOver,
  'break-relationship': breakRelationship,
  establish,
  'sync-now': syncNow,
  'change-setting': changeSetting,
  storm,
  'witness-dies': witnessDies,
  'witness-cut': witnessCut,
  'host-destroyed': hostDestroyed,
  'slow-start': slowStart,
  stutter,
  'swing-by-hand': swingByHand,
  'site-led-astray': siteLedAstray,
  'witness-loses-power': witnessLosesPower,
  'update-dies': updateDies,
  'update-disk-full': updateDiskFull,
  'update-out-of-order': updateOutOfOrder,
  'update-by-hand': updateByHand,
  'update-stalls': updateStalls,
  'update-server-cut': updateServerCut,
  'restore-backup': restoreBackup,
  'event-recipient': eventRecipient,
  'receiver-fails': receiverFails,
  'factory-reset': factoryReset,
  'update-server-restarts': updateServerRestarts,
  'api-account': apiAccount,
  'role-by-api': roleByApi,
  'integration-dies': integrationDies,
  'change-account': changeAccount,
  'wrong-passwords': wrongPasswords,
  'own-certificate': ownCertificate,
  'carry-certificate': carryCertificate,
  'program-asks': programAsks,
} as const

type FaultKinds = typeof faultKinds
export type FaultName = keyof FaultKinds
export type FaultArguments<K extends FaultName> = Readonly<Static<FaultKinds[K]['args']>>

export const faultNames = Object.keys(faultKinds) as readonly FaultName[]

export const isFaultName = (word: string): word is FaultName => Object.hasOwn(faultKinds, word)
