import type { ResumePoint } from '../resume.ts'
import type { ExtractedSession } from '../session.ts'

/**
 * What is stored in one transaction: sessions that the database does not have yet by their identity (`identityOf`), and
 * where to go on, if the document is over. Killed before it, the client asks the same again.
 */
export interface Batch {
  readonly sessions: readonly ExtractedSession[]
  /** null = the document goes on. */
  readonly resume: ResumePoint | null
}

/** Large enough that a commit costs little beside its rows, small enough that memory stays small. */
export const batchSessionsMax = 500
