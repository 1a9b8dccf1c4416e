/*
 * Whole labs in virtual time: the same appliances, population, network and conductor, on a scheduler. Used by `cluster-cli`.
 *
 * 1. A `Scheduler` orders everything by (time, sequence number).
 * 2. A `World` puts hosts, clients and the virtual network on it.
 * 3. A `PreparedWorld` is set up once; worlds start from it at little cost.
 * 4. `runVirtual` plays a runbook on a world; the same seed gives the same trace.
 */

export { rememberingSigning } from '@understudy/update-model'
export type { RehearsalOutcome } from './rehearsal/conductor-host.ts'
export * from './rehearsal/run-virtual.ts'
export { type Handle, type RunBounds, type RunEnd, Scheduler } from './scheduler/scheduler.ts'
export type { FileCrypto } from './world/files.ts'
export { type BackupContents, readPlainBackup } from './world/plain-backup.ts'
export { type CopyableStore, openMemoryStore, PreparedWorld } from './world/prepared-world.ts'
export { traceLines } from './world/trace.ts'
export * from './world/world.ts'
export type { WorldConfig } from './world/world-config.ts'
