import type { NetworkEffect } from '../network-effect.ts'
import type { NetworkParts } from '../network-parts.ts'

/** Begins what the timetable has due. One that has ended meanwhile is told all the same. */
export function beginDueFaults(
  { timetable, faults }: NetworkParts,
  nowMs: number,
): readonly NetworkEffect[] {
  const effects: NetworkEffect[] = []
  for (;;) {
    const due = timetable.takeDue(nowMs)
    if (due === undefined) return effects
    effects.push(...faults.begin(due.fault, due.atMs, due.endsAtMs))
  }
}
