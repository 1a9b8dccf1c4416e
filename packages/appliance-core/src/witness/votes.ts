import type { Epoch, LinkMessageNamed } from '@understudy/shared'
import { type Decisions, soundDecisions } from '../decisions/decisions.ts'
import type { ValueStore } from '../ports/store.ts'

/** The highest epoch known of a relationship, and who holds it. */
interface Vote {
  readonly epoch: Epoch
  readonly guid: string
  /** Its primary has ended the relationship. */
  readonly ended?: true
}

/** How many relationships are remembered; none is forgotten to make room for a new one. */
const relationshipsMax = 1_000
const key = 'witness'

/**
 * The votes of a witness: one per epoch, for ever, on disk before it is sent. A backup gets one only when the holder
 * of the last epoch has not been heard for the whole timeout: until then the holder may serve by the witness's own
 * word. When an appliance was last heard is in memory: after a start everybody counts as just heard.
 */
export class Votes {
  readonly #values: ValueStore
  readonly #decisions: Decisions
  readonly #votes: Map<string, Vote>
  readonly #heardAtMs = new Map<string, number>()
  #startedAtMs = 0

  constructor(values: ValueStore, decisions: Decisions = soundDecisions) {
    this.#values = values
    this.#decisions = decisions
    this.#votes = new Map(JSON.parse(values.get(key) ?? '[]') as [string, Vote][])
  }

  start(nowMs: number): void {
    this.#startedAtMs = nowMs
  }

  /** The highest epoch known of each relationship, and who holds it. */
  all(): readonly (Vote & { readonly relationship: string })[] {
    return [...this.#votes].map(([relationship, vote]) => ({ relationship, ...vote }))
  }

  /** Why the vote is not given; null = it is, and stored. */
  ask(
    { relationship, guid, candidate, timeoutMs }: LinkMessageNamed<'witness-ask'>,
    nowMs: number,
  ): string | null {
    const last = this.#votes.get(relationship)
    if (last?.ended === true) return 'its primary has ended the relationship'
    if (last?.epoch === candidate && last.guid === guid) return null
    if (last !== undefined && !this.#decisions.isEpochFree(candidate, last.epoch))
      return `epoch ${last.epoch} is taken already, ${candidate} was asked for`
    const heardAtMs = this.#heardAtMs.get(relationship)
    const heardMs = nowMs - this.#decisions.heardSince(heardAtMs, this.#startedAtMs)
    if (!this.#decisions.isHolderGone(heardMs, timeoutMs) && last?.guid !== guid)
      return `the witness heard the primary ${heardMs} ms ago`
    if (!this.#put(relationship, { epoch: candidate, guid })) return 'the witness serves too many'
    this.#heardAtMs.set(relationship, nowMs)
    return null
  }

  /** Whether that primary is the one of the highest epoch; if so, it counts as heard. */
  renew({ relationship, guid, epoch }: LinkMessageNamed<'witness-renew'>, nowMs: number): boolean {
    const last = this.#votes.get(relationship)
    if (last?.ended === true) return false
    const isSame = last?.epoch === epoch
    if (
      last !== undefined &&
      !this.#decisions.isHolder(epoch < last.epoch, isSame, last.guid === guid)
    )
      return false
    const isKnown = isSame && last.guid === guid
    if (!isKnown && !this.#put(relationship, { epoch, guid })) return false
    this.#heardAtMs.set(relationship, nowMs)
    return true
  }

  /**
   * Its primary has ended the relationship (FO-09): no vote is given in it any more. One that was replaced cannot say so.
   * Returns whether it was news.
   */
  leave({ relationship, guid, held }: LinkMessageNamed<'witness-leave'>): boolean {
    const last = this.#votes.get(relationship)
    if (last?.ended === true) return false
    if (
      last !== undefined &&
      !this.#decisions.isHolder(held < last.epoch, held === last.epoch, last.guid === guid)
    )
      return false
    return this.#put(relationship, { epoch: held, guid, ended: true })
  }

  #put(relationship: string, vote: Vote): boolean {
    if (!this.#votes.has(relationship) && this.#votes.size >= relationshipsMax) return false
    this.#votes.set(relationship, vote)
    this.#values.put(key, JSON.stringify([...this.#votes]))
    return true
  }
}
