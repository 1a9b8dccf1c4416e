import type { Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'

/** A warning with a name: `code` is a contract, `message` a sentence for people; `step` '' = no step raised it. */
export type Warning = Report['warnings'][number]

/** Everything a warning rests on. */
export type Unwarned = Omit<Report, 'verdict' | 'reasons' | 'warnings'>

/** What a person should not sign without knowing (REH-08); empty = nothing to remark. */
export type WarningRule = (findings: Unwarned, rehearsal: Rehearsal) => readonly Warning[]

/** A warning found by the report, not raised by a step. */
export const found = (code: string, message: string): Warning => ({ step: '', code, message })
