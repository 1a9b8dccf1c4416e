import { identityOf } from './lsid.ts'
import type { Batch } from './pull/batch.ts'
import type { ResumePoint } from './resume.ts'
import type { ExtractedSession } from './session.ts'

/** The client's database in plain data: that of the population's Integration Clients. */
export class MemoryDatabase {
  readonly #sessions = new Map<string, ExtractedSession>()
  #resume: ResumePoint | null = null

  get resume(): ResumePoint | null {
    return this.#resume
  }

  get sessions(): readonly ExtractedSession[] {
    return [...this.#sessions.values()]
  }

  /** How many of the sessions were new. */
  store({ sessions, resume }: Batch): number {
    const before = this.#sessions.size
    for (const session of sessions) {
      const identity = identityOf(session)
      if (!this.#sessions.has(identity)) this.#sessions.set(identity, session)
    }
    this.#resume = resume ?? this.#resume
    return this.#sessions.size - before
  }
}
