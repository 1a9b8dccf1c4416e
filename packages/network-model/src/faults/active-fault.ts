import type { Fault } from '@understudy/shared'
import type { PathEnds } from '../paths/path.ts'

/** A fault that is there now. */
export interface ActiveFault {
  readonly name: string
  readonly fault: Fault
  readonly ends: PathEnds
  readonly sinceMs: number
  /** Null: until somebody ends it. */
  readonly endsAtMs: number | null
  /** Grows with each that begins. */
  readonly order: number
  /** Of flapping: when it turns next, and whether nothing passes until then. */
  flap: { readonly isDown: boolean; readonly nextAtMs: number } | null
  connectionsHit: number
}

/** The state of flapping at that moment. It begins with a time of silence. */
export function flapAt(fault: Fault, sinceMs: number, nowMs: number): ActiveFault['flap'] {
  if (fault.kind !== 'flapping') return null
  const { upMs, downMs } = fault
  const cycleMs = upMs + downMs
  const intoMs = (nowMs - sinceMs) % cycleMs
  const startMs = nowMs - intoMs
  const isDown = intoMs < downMs
  return { isDown, nextAtMs: startMs + (isDown ? downMs : cycleMs) }
}

/** Whether it lets nothing of any connection pass: then it is a matter of paths, not of toxics. */
export const isCut = ({ kind, share = 1 }: Fault): boolean =>
  share >= 1 && (kind === 'partition' || kind === 'black-hole' || kind === 'flapping')
