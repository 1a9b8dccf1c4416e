import { clockText, durationText } from '../format.ts'
import { clipped, type Interval, intersection, lengthMs } from '../intervals.ts'
import { rolesOf } from '../picture/histories.ts'
import type { Rehearsal } from '../rehearsal.ts'
import { found, type Warning, type WarningRule } from './warning.ts'

/** How long two may share a role without a warning: an exchange of roles makes both backup for a moment (FO-10). */
const toleratedMs = { primary: 0, backup: 60_000 } as const
type SharedRole = keyof typeof toleratedMs

/** Two appliances in the same role, whether or not they saw each other (FO-13). */
export const inOneRole: WarningRule = (_findings, rehearsal) =>
  pairsIn(rehearsal).flatMap(([one, other]) =>
    (['primary', 'backup'] as const).flatMap((role) =>
      sharedSpans(rehearsal, one, other, role).map((span) => warningOf(one, other, role, span)),
    ),
  )

function pairsIn({ events }: Rehearsal): readonly (readonly [string, string])[] {
  const appliances = [
    ...new Set(
      events.flatMap(({ name, source }) =>
        name === 'appliance-started' || name === 'role-changed' ? [source] : [],
      ),
    ),
  ].toSorted()
  return appliances.flatMap((one, i) =>
    appliances.slice(i + 1).map((other) => [one, other] as const),
  )
}

function sharedSpans(
  rehearsal: Rehearsal,
  one: string,
  other: string,
  role: SharedRole,
): readonly Interval[] {
  const [mine, theirs] = [one, other].map((name) =>
    rolesOf(rehearsal, name).filter(({ state }) => state === role),
  )
  const { readyAtMs: startedAtMs, endedAtMs } = rehearsal
  return clipped(intersection(mine ?? [], theirs ?? []), { startedAtMs, endedAtMs }).filter(
    (span) => lengthMs(span) > toleratedMs[role],
  )
}

const warningOf = (one: string, other: string, role: SharedRole, span: Interval): Warning =>
  found(
    'same-role',
    `${one.toUpperCase()} and ${other.toUpperCase()} were both ${role} from ${clockText(span.startedAtMs)} on, for ${durationText(lengthMs(span))} (FO-13).`,
  )
