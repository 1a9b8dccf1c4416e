/*
 * What the package offers to tests: a lab on real processes, the same in virtual time, and whole rehearsals.
 *
 * 1. `startLab` or `startWorld`, then `lab.do`, `lab.network`, `lab.clients`, `lab.until`, and `lab.down` at the end.
 * 2. `rehearse` plays a runbook and returns its report.
 */

export type { Runbook } from '@understudy/rehearsal'
export type { Report } from '@understudy/report'
export type {
  InputOf,
  LabConfig,
  LabEvent,
  LabFile,
  OperationName,
  OutputOf,
} from '@understudy/shared'
export { LabError } from '../lab/lab-error.ts'
export { UsageError } from '../usage/errors.ts'
export {
  type ClientsOperationName,
  type Lab,
  type NetworkOperationName,
  OperationRefused,
} from './lab.ts'
export type { LabOptions } from './lab-options.ts'
export { type Rehearsed, type RehearseOptions, rehearse } from './rehearse.ts'
export { type RealLab, startLab } from './start-lab.ts'
export { startWorld } from './start-world.ts'
