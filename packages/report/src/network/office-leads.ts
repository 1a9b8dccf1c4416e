import { officesIn } from '../offices.ts'
import type { Segment } from '../picture/segments.ts'
import { segmentsOf } from '../picture/segments.ts'
import { ofName, type Rehearsal } from '../rehearsal.ts'
import { firstLeadOf, leadsOf } from '../traffic.ts'

/** Where an office's connections to the site's name went: an appliance's name, or `nobody`. */
export interface OfficeLead {
  readonly office: string
  readonly segments: readonly Segment[]
  /** Where the last one went; null = not known. */
  readonly last: string | null
  /** When it last changed; null = it never moved. */
  readonly movedAtMs: number | null
}

/**
 * The network reports only an office's moves: before its first move it was where that move started, and an office that
 * never moved is where the site led at first.
 */
export function officeLeadsOf(rehearsal: Rehearsal): readonly OfficeLead[] {
  const { events, endedAtMs } = rehearsal
  const first = firstLeadOf(rehearsal)
  const moves = ofName(events, 'office-moved')
  return officesIn(rehearsal).map((office) => {
    const own = moves.filter((move) => move.office === office)
    const [move] = own
    const before = move === undefined ? first : (move.from ?? 'nobody')
    const changes = own.map(({ atMs, to }) => ({ atMs, state: to ?? 'nobody' }))
    const all = before === undefined ? changes : [{ atMs: 0, state: before }, ...changes]
    return {
      office,
      segments: segmentsOf(all, endedAtMs),
      last: all.at(-1)?.state ?? null,
      movedAtMs: own.at(-1)?.atMs ?? null,
    }
  })
}

/** Offices led elsewhere than the site when the rehearsal ended: something there still goes by old information. */
export function staleAtEnd(rehearsal: Rehearsal): readonly OfficeLead[] {
  const { appliance: leadsTo = null, others = [] } = leadsOf(rehearsal).at(-1) ?? {}
  if (leadsTo === null) return []
  return officeLeadsOf(rehearsal).filter(
    ({ last }) => last !== null && last !== leadsTo && !others.includes(last),
  )
}
