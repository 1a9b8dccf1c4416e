import { canonicalName, type Random, type ResolverHabit } from '@understudy/shared'
import type { Zone } from './zone.ts'
import type { RecordType } from './zone-change.ts'

/** What a resolver answers. */
export interface Answer {
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED'
  /** The first address to dial. Null: the name leads nowhere. */
  readonly address: string | null
  /** All addresses, rotated at random for each answer (RFC 1794). */
  readonly addresses: readonly string[]
  /** How long the resolver keeps such an answer, by its habit and this answer's TTL. */
  readonly holdMs: number
  /** When the resolver asks the zone again. Now or earlier: it does not keep the answer. */
  readonly expiresAtMs: number
  /** The zone's serial when it was asked. */
  readonly serial: number
}

/** Of each type of record. The oldest are forgotten first (SEC-03: asking for made-up names does not fill the memory). */
const namesMax = 1_000

/** An office's resolver: it believes an answer for as long as its habit says (NET-04). */
export class Resolver {
  readonly #habit: ResolverHabit
  readonly #zone: Zone
  readonly #random: Random
  readonly #kept: Readonly<Record<RecordType, Map<string, Answer>>> = {
    A: new Map(),
    AAAA: new Map(),
  }

  constructor(habit: ResolverHabit, zone: Zone, random: Random) {
    this.#habit = habit
    this.#zone = zone
    this.#random = random
  }

  /** Answers from the cache, or else asks the zone and keeps the answer. Lab time. */
  lookUp(name: string, type: RecordType, nowMs: number): Answer {
    const asked = canonicalName(name)
    const kept = this.#kept[type].get(asked)
    if (kept !== undefined && nowMs < kept.expiresAtMs) return this.#chosen(kept)
    const fresh = this.#ask(name, type, nowMs, kept === undefined ? `${asked} ${type}` : null)
    if (fresh.rcode !== 'REFUSED') keep(this.#kept[type], asked, fresh)
    return this.#chosen(fresh)
  }

  /** What it would answer now; looking changes nothing. Several addresses stay in the zone's order. */
  foresee(name: string, type: RecordType, nowMs: number): Answer {
    const kept = this.peek(name, type, nowMs)
    if (kept !== null) return kept
    return this.#ask(name, type, nowMs, null)
  }

  /** What it would answer from its cache, null = nothing; looking changes nothing. */
  peek(name: string, type: RecordType, nowMs: number): Answer | null {
    const kept = this.#kept[type].get(canonicalName(name))
    if (kept === undefined || nowMs >= kept.expiresAtMs) return null
    return kept
  }

  /** @param firstOf the name and type if this is the first question for them, else null */
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
   * A resolver was running before the lab started: a random part of the time of each first answer is
   * already over, so that the offices' caches do not expire together.
   */
  #partOf(holdMs: number, name: string): number {
    return Math.floor(holdMs * this.#random.fork(name).next())
  }

  #chosen(kept: Answer): Answer {
    const { addresses } = kept
    if (addresses.length < 2) return kept
    const at = this.#random.integer(0, addresses.length - 1)
    const turned = [...addresses.slice(at), ...addresses.slice(0, at)]
    return { ...kept, address: turned[0] ?? null, addresses: turned }
  }
}

function keep(kept: Map<string, Answer>, name: string, fresh: Answer): void {
  const oldest = kept.keys().next()
  if (kept.size >= namesMax && !kept.has(name) && !oldest.done) kept.delete(oldest.value)
  kept.set(name, fresh)
}

/** How long a resolver with that habit keeps an answer with that TTL. */
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
