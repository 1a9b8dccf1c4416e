/*
 * The Integration Client (SPEC 8) as a state machine: what to ask a site, what of it to keep, where to go on. Used by
 * `integration-client` with a database and sockets, and by the population in both worlds.
 *
 * 1. Read the stored resume point, and make a `Pull` of it.
 * 2. Carry out each step that it answers: ask a question, store a batch in one transaction.
 * 3. Tell it what came of that: pieces of the answer, its end, a failure, how many sessions were new.
 * 4. Ask `nextPullAtMs` when to do it again.
 */

export { failureText, type PullFailure, type PullFailureCode, pullFailures } from './failures.ts'
export { fitsColumn, identityOf, isSequential, type LsidColumn } from './lsid.ts'
export { MemoryDatabase } from './memory-database.ts'
export { type Batch, batchSessionsMax } from './pull/batch.ts'
export { Pull, type Pulled, type PullInput, type PullOptions, type PullStep } from './pull/pull.ts'
export { askRecording, pathOf, type Question } from './questions.ts'
export type { ResumePoint } from './resume.ts'
export { nextPullAtMs } from './schedule.ts'
export type {
  ExtractedEvent,
  ExtractedField,
  ExtractedNamed,
  ExtractedPerson,
  ExtractedSession,
} from './session.ts'
export { findsElements, type NamespaceHabit, namespaceOf106 } from './xml/namespaces.ts'
