import { type PullDecisions, pullDecisions } from '@understudy/shared'
import { identityOf } from './lsid.ts'
import type { Batch } from './pull/batch.ts'
import type { ResumePoint } from './resume.ts'
import type { ExtractedSession } from './session.ts'

/** The client's database in plain data: that of the population's Integration Clients. */
export class MemoryDatabase {
  readonly #sessions = new Map<string, ExtractedSession>()
  readonly #decisions: PullDecisions
  #resume: ResumePoint | null = null

  constructor(decisions: PullDecisions = pullDecisions) {
    this.#decisions = decisions
  }

  get resume(): ResumePoint | null {
    return this.#resume
  }

  get sessions(): readonly ExtractedSession[] {
    return [...this.#sessions.values()]
  }

  /** Those of the sessions that were new. */
  store({ sessions, resume }: Batch): readonly ExtractedSession[] {
    const added = sessions.filter((session) => {
      const identity = identityOf(session)
      const isNew = this.#decisions.isNewToDatabase(this.#sessions.has(identity))
      if (isNew) this.#sessions.set(identity, session)
      return isNew
    })
    this.#resume = resume ?? this.#resume
    return added
  }
}
