import type { NetworkEffect } from '../network-effect.ts'
import type { NetworkParts } from '../network-parts.ts'

/** Begins the timetable's due faults, even one whose end has passed already, so that it is told. */
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
