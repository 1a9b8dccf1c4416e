import type { Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'

/** A warning with a name: `code` is a contract, `message` a sentence for people; `step` '' = no step raised it. */
export type Warning = Report['warnings'][number]

/** All that a warning rests on. */
export type Unwarned = Omit<Report, 'verdict' | 'reasons' | 'warnings'>

/** What is worse than a person would sign (REH-08); none = nothing to remark. */
export type WarningRule = (findings: Unwarned, rehearsal: Rehearsal) => readonly Warning[]

/** A warning that the report found, where no step raised it. */
export const found = (code: string, message: string): Warning => ({ step: '', code, message })
