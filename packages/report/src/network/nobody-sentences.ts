import { clockText, durationText, listText, plural } from '../format.ts'
import { ofName, type Rehearsal } from '../rehearsal.ts'

/** Anything shorter needs no explanation. */
const briefMs = 1_000

interface Silence {
  readonly office: string
  readonly why: string
  readonly startedAtMs: number
  readonly endedAtMs: number
  /** Why it was led to an appliance again; null = it never was. */
  readonly ended: string | null
}

/**
 * Offices that were led to nobody, and why: neighbours that still believe an owner that has let go (NET-03), a cached
 * negative answer (NET-13). One sentence per cause, in the order in which they began.
 */
export function nobodySentences(rehearsal: Rehearsal): readonly string[] {
  const all = silencesOf(rehearsal)
  const causes = [...new Set(all.map(({ why }) => why))]
  return causes.flatMap((why) => {
    const silences = all.filter((silence) => silence.why === why)
    const [first] = silences
    const last = silences.toSorted((one, other) => one.endedAtMs - other.endedAtMs).at(-1)
    if (first === undefined || last === undefined) return []
    const offices = [...new Set(silences.map(({ office }) => office))]
    const who = `${plural(offices.length, 'office')} (${listText(offices, 5)})`
    const was = offices.length === 1 ? 'was' : 'were'
    const end =
      last.ended === null ? 'to the end' : `until ${clockText(last.endedAtMs)} at the latest`
    const over = last.ended === null ? '' : `, when ${last.office} could say: ${last.ended}`
    const longestMs = Math.max(...silences.map((one) => one.endedAtMs - one.startedAtMs))
    return [
      `From ${clockText(first.startedAtMs)} ${who} ${was} led to nobody: ${why}. That lasted ${end} (${durationText(longestMs)} for one office)${over}.`,
    ]
  })
}

/** When each office was led to nobody since the lab was ready, except for what is over at once. */
export function silencesOf({ events, readyAtMs, endedAtMs }: Rehearsal): readonly Silence[] {
  const moves = ofName(events, 'office-moved')
  return moves.flatMap((move, index) => {
    const { office, to, why, atMs } = move
    if (to !== null || atMs < readyAtMs) return []
    const next = moves.slice(index + 1).find((later) => later.office === office)
    const silence = { office, why, startedAtMs: atMs, endedAtMs: next?.atMs ?? endedAtMs }
    if (silence.endedAtMs - silence.startedAtMs < briefMs) return []
    return [{ ...silence, ended: next?.why ?? null }]
  })
}
