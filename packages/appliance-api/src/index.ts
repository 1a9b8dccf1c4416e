/*
 * The XML APIs of the appliance, as each of its versions answered (SPEC 7): requests in, documents out. The daemon hands
 * over the parameters of a request and what it knows of itself (`Readings`, `SessionReader`), checks who asks, and sends
 * the document piece by piece; the simulator's clients read the same documents.
 *
 * 1. `eraOf` the installed site version says what its APIs do differently.
 * 2. `reportOf` answers `/api/reporting`; `checkHealth`, `getApiInfo` and `roleRequestOf` are commands.
 * 3. `commandSchema` and `reportingSchema` are what every document validates against.
 */

export {
  type Api,
  type ApiDocument,
  type ApiRecording,
  errorDocument,
  errorTexts,
} from './answer.ts'
export { checkHealth } from './command/check-health.ts'
export { type ApiPermissions, getApiInfo } from './command/get-api-info.ts'
export {
  type RoleRequest,
  roleDocument,
  roleRequestOf,
  roleTexts,
} from './command/set-failover-role.ts'
export { type Era, eraOf } from './era.ts'
export { type Parameters, parametersOf } from './parameters.ts'
export type {
  FailoverReading,
  Readings,
  ReportedSession,
  SessionQuestion,
  SessionReader,
} from './readings.ts'
export { reportOf } from './reporting/report.ts'
export { commandSchema } from './schemas/command.ts'
export { reportingSchema } from './schemas/reporting.ts'
