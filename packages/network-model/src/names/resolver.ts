import { canonicalName, type Random, type ResolverHabit } from '@understudy/shared'
import type { Zone } from './zone.ts'
import type { RecordType } from './zone-change.ts'

/** What a resolver tells who asks it. */
export interface Answer {
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED'
  /** The first one to dial. Null: the name leads nowhere. */
  readonly address: string | null
  /** All, in an order that begins with another one now and then (RFC 1794), by lot. */
  readonly addresses: readonly string[]
  /** How long it keeps such an answer, by its habit and the TTL that this one came with. */
  readonly holdMs: number
  /** When it asks the zone again. Not later than now: it keeps nothing. */
  readonly expiresAtMs: number
  /** The serial of the zone when this was asked. */
  readonly serial: number
}

/** The oldest are forgotten first (SEC-03: whoever asks for made-up names fills no memory). */
const namesMax = 1_000

/** An office's resolver: what it was told it believes as long as its habit says (NET-04). */
export class Resolver {
  readonly #habit: ResolverHabit
  readonly #zone: Zone
  readonly #random: Random
  readonly #kept = new Map<string, Answer>()

  constructor(habit: ResolverHabit, zone: Zone, random: Random) {
    this.#habit = habit
    this.#zone = zone
    this.#random = random
  }

  /** Answers from the cache, or else asks the zone and keeps the answer. Lab time. */
  lookUp(name: string, type: RecordType, nowMs: number): Answer {
    const key = `${canonicalName(name)} ${type}`
    const kept = this.#kept.get(key)
    if (kept !== undefined && nowMs < kept.expiresAtMs) return this.#chosen(kept)
    const fresh = this.#ask(name, type, nowMs, kept === undefined ? key : null)
    if (fresh.rcode !== 'REFUSED') this.#keep(key, fresh)
    return this.#chosen(fresh)
  }

  /** What it would answer, had it to: looking changes nothing. Of several addresses the order is the zone's. */
  foresee(name: string, type: RecordType, nowMs: number): Answer {
    const kept = this.peek(name, type, nowMs)
    if (kept !== null) return kept
    return this.#ask(name, type, nowMs, null)
  }

  /** What it would answer without asking, null = nothing: looking changes nothing. */
  peek(name: string, type: RecordType, nowMs: number): Answer | null {
    const kept = this.#kept.get(`${canonicalName(name)} ${type}`)
    if (kept === undefined || nowMs >= kept.expiresAtMs) return null
    return kept
  }

  /** @param firstOf the name and type when it was never asked for, else null */
  #ask(name: string, type: RecordType, nowMs: number, firstOf: string | null): Answer {
    const finding = this.#zone.find(name, type)
    const { serial } = this.#zone
    switch (finding.kind) {
      case 'outside':
        return {
          rcode: 'REFUSED',
          address: null,
          addresses: [],
          holdMs: 0,
          expiresAtMs: nowMs,
          serial,
        }
      case 'no-such-name':
      case 'no-data': {
        const rcode = finding.kind === 'no-data' ? 'NOERROR' : 'NXDOMAIN'
        const holdMs = this.#zone.negativeTtlMs
        return { rcode, address: null, addresses: [], holdMs, expiresAtMs: nowMs + holdMs, serial }
      }
      case 'records': {
        const [first] = finding.records
        const holdMs = holdOf(this.#habit, first?.ttlMs ?? 0)
        const expiresAtMs = nowMs + (firstOf === null ? holdMs : this.#partOf(holdMs, firstOf))
        const addresses = finding.records.map((record) => record.address)
        const address = addresses[0] ?? null
        return { rcode: 'NOERROR', address, addresses, holdMs, expiresAtMs, serial }
      }
    }
  }

  /**
   * As the lab starts, a resolver is in the middle of its life: of what it heard first a random part
   * of its time is already gone, so that offices do not expire together.
   */
  #partOf(holdMs: number, name: string): number {
    return Math.floor(holdMs * this.#random.fork(name).next())
  }

  #keep(key: string, fresh: Answer): void {
    const oldest = this.#kept.keys().next()
    if (this.#kept.size >= namesMax && !this.#kept.has(key) && !oldest.done) {
      this.#kept.delete(oldest.value)
    }
    this.#kept.set(key, fresh)
  }

  #chosen(kept: Answer): Answer {
    const { addresses } = kept
    if (addresses.length < 2) return kept
    const at = this.#random.integer(0, addresses.length - 1)
    const turned = [...addresses.slice(at), ...addresses.slice(0, at)]
    return { ...kept, address: turned[0] ?? null, addresses: turned }
  }
}

/** How long a resolver of that habit keeps an answer of that TTL. */
function holdOf(habit: ResolverHabit, ttlMs: number): number {
  switch (habit.habit) {
    case 'honour':
      return ttlMs
    case 'clamp':
      return Math.min(Math.max(ttlMs, habit.ttlMinMs), habit.ttlMaxMs)
    case 'ignore':
      return habit.holdMs
  }
}
