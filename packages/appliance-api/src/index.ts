/*
 * The XML APIs of the appliance, as each of its versions answered (SPEC 7): requests in, documents out. The daemon and the
 * virtual world hand over a request's parameters and the appliance's read port (`ApplianceReading`), invoke the operations
 * that an answer needs, and send its document piece by piece.
 *
 * 1. `parametersOf` reads query and form; `callStep` begins with them: who asks, may they, what are they told.
 * 2. Each step is the answer, or an operation of the core whose outcome goes into `next`.
 * 3. `eraOf` the installed site version says what its APIs do differently; `commandSchema` and `reportingSchema` are what
 *    every document validates against.
 */

export {
  type Api,
  type ApiAnswer,
  type ApiBytes,
  type ApiDocument,
  type ApiFile,
  type ApiRecording,
  errorDocument,
  errorTexts,
} from './answer.ts'
export { checkHealth } from './command/check-health.ts'
export { type ApiPermissions, getApiInfo } from './command/get-api-info.ts'
export { type ProbeAnswer, probeAnswer } from './command/health-probe.ts'
export { outcomeDocument } from './command/outcome-document.ts'
export {
  type RoleRequest,
  roleRequestOf,
  roleTexts,
} from './command/set-failover-role.ts'
export { acceptsPasswords, offersTokens } from './door/authentication.ts'
export { type ApiCall, callStep } from './door/call.ts'
export { apiPermissionsOf } from './door/rights.ts'
export type { ApiStep } from './door/step.ts'
export { type Era, eraOf } from './era.ts'
export { type Parameters, parametersOf } from './parameters.ts'
export { type FailoverReading, type Readings, readingsOf, type SessionReader } from './readings.ts'
export { reportOf } from './reporting/report.ts'
export { commandSchema } from './schemas/command.ts'
export { reportingSchema } from './schemas/reporting.ts'
