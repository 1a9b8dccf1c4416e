import type { Fault } from '@understudy/shared'
import type { PathEnds } from '../paths/path.ts'

/** A fault that is active now. */
export interface ActiveFault {
  readonly name: string
  readonly fault: Fault
  readonly ends: PathEnds
  readonly sinceMs: number
  /** Null: it lasts until somebody ends it. */
  readonly endsAtMs: number | null
  /** Counts the faults as they begin. */
  readonly order: number
  /** For flapping: when it turns next, and whether it lets nothing pass until then. */
  flap: { readonly isDown: boolean; readonly nextAtMs: number } | null
  connectionsHit: number
}

/** The state of flapping at that moment. It begins with a down time. */
export function flapAt(fault: Fault, sinceMs: number, nowMs: number): ActiveFault['flap'] {
  if (fault.kind !== 'flapping') return null
  const { upMs, downMs } = fault
  const cycleMs = upMs + downMs
  const intoMs = (nowMs - sinceMs) % cycleMs
  const startMs = nowMs - intoMs
  const isDown = intoMs < downMs
  return { isDown, nextAtMs: startMs + (isDown ? downMs : cycleMs) }
}

/** Whether it stops all bytes of all connections: then the path itself is blocked, without toxics. */
export const isCut = ({ kind, share = 1 }: Fault): boolean =>
  share >= 1 && (kind === 'partition' || kind === 'black-hole' || kind === 'flapping')
