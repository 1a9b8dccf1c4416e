import { type PullDecisions, pullDecisions } from '@understudy/shared'
import type { PullFailure } from '../failures.ts'
import { healthOf } from '../health.ts'
import { fitsColumn, type LsidColumn } from '../lsid.ts'
import { askHealth, askSessions, type Question } from '../questions.ts'
import { planOf, type ResumePoint } from '../resume.ts'
import type { ExtractedSession } from '../session.ts'
import type { NamespaceHabit } from '../xml/namespaces.ts'
import { SessionReader } from '../xml/session-reader.ts'
import { smallDocumentOf } from '../xml/small-document.ts'
import { type Batch, batchSessionsMax } from './batch.ts'

export interface PullOptions {
  readonly lsidColumn: LsidColumn
  readonly namespaces: NamespaceHabit
  /** How far back it asks again for ends that it has seen. Default: ten minutes. */
  readonly overlapS?: number
}

export type PullInput =
  /** More of the answer. */
  | { readonly kind: 'piece'; readonly text: string }
  | { readonly kind: 'answered' }
  | { readonly kind: 'failed'; readonly failure: PullFailure }
  | { readonly kind: 'stored'; readonly added: number }

/** One at a time: after `ask` pieces and an end are expected, after `store` an answer, and no piece before it. */
export type PullStep =
  | { readonly kind: 'ask'; readonly question: Question }
  | { readonly kind: 'store'; readonly batch: Batch }
  | { readonly kind: 'done'; readonly pulled: Pulled }
  | null

export interface Pulled {
  /** Which appliance answered; '' = it did not say. */
  readonly appliance: string
  /** Sessions in the answer. */
  readonly seen: number
  /** Those of them that are new to the database. */
  readonly added: number
  readonly failure: PullFailure | null
}

/**
 * One pull (IC-01): who answers, what they have since the last one, batch by batch into the database. Stopped at any
 * moment and begun again from the stored resume point, it leaves no session out and none twice.
 */
export class Pull {
  readonly #options: PullOptions
  readonly #last: ResumePoint | null
  readonly #decisions: PullDecisions
  #stage: 'health' | 'sessions' | 'last-batch' | 'over' = 'health'
  #health = ''
  #reader: SessionReader
  #resume: ResumePoint | null = null
  #newestS = 0
  #waiting: ExtractedSession[] = []
  #unfit: PullFailure | null = null
  #seen = 0
  #added = 0

  /** `decisions`: others only to see that they are noticed. */
  constructor(options: PullOptions, last: ResumePoint | null, decisions = pullDecisions) {
    this.#options = options
    this.#last = last
    this.#decisions = decisions
    this.#reader = new SessionReader(options.namespaces)
  }

  /** The appliance that answers; '' = it has not said yet. */
  get appliance(): string {
    return this.#resume?.appliance ?? ''
  }

  begin(): PullStep {
    return { kind: 'ask', question: askHealth }
  }

  step(input: PullInput): PullStep {
    switch (input.kind) {
      case 'failed':
        return this.#end(input.failure)
      case 'piece':
        return this.#onPiece(input.text)
      case 'answered':
        return this.#stage === 'health' ? this.#onHealth() : this.#onDocumentEnd()
      case 'stored':
        return this.#onStored(input.added)
    }
  }

  #onPiece(text: string): PullStep {
    if (this.#stage === 'health') {
      this.#health += text
      return null
    }
    this.#reader.read(text)
    this.#gather()
    return this.#waiting.length >= batchSessionsMax || this.#failure !== null
      ? this.#storeOrEnd()
      : null
  }

  #onHealth(): PullStep {
    const document = smallDocumentOf(this.#health)
    const health = document === undefined ? undefined : healthOf(document)
    const { fromS, resume } = planOf(this.#last, health, this.#options.overlapS, this.#decisions)
    this.#resume = resume
    this.#newestS = resume.fromS
    this.#stage = 'sessions'
    return { kind: 'ask', question: askSessions(fromS) }
  }

  #onDocumentEnd(): PullStep {
    if (this.#stage !== 'sessions') return null
    this.#reader.end()
    this.#gather()
    return this.#storeOrEnd(true)
  }

  #gather(): void {
    for (const session of this.#reader.take()) {
      if (this.#unfit !== null) return
      this.#seen++
      if (!fitsColumn(this.#options.lsidColumn, session.lsid))
        this.#unfit = { code: 'lsid-not-integer', detail: session.lsid }
      else {
        this.#newestS = Math.max(this.#newestS, session.endedAtS ?? 0)
        this.#waiting.push(session)
      }
    }
  }

  get #failure(): PullFailure | null {
    return this.#unfit ?? this.#reader.failure
  }

  /** What came before a failure is kept, without moving on: next time it is known already. */
  #storeOrEnd(isLast = false): PullStep {
    const failure = this.#failure
    const moves = isLast && failure === null && this.#resume !== null
    if (isLast || failure !== null) this.#stage = 'last-batch'
    if (this.#waiting.length === 0 && !moves) return this.#end(failure)
    const resume = moves && this.#resume ? { ...this.#resume, fromS: this.#newestS } : null
    return { kind: 'store', batch: { sessions: this.#waiting.splice(0), resume } }
  }

  #onStored(added: number): PullStep {
    this.#added += added
    return this.#stage === 'last-batch' ? this.#end(this.#failure) : null
  }

  #end(failure: PullFailure | null): PullStep {
    if (this.#stage === 'over') return null
    this.#stage = 'over'
    const pulled = { appliance: this.appliance, seen: this.#seen, added: this.#added, failure }
    return { kind: 'done', pulled }
  }
}
