import type { PostOutcome } from '../ports/input.ts'

/** When an outbound event counts as told (API-06). */
export const outboundDecisions = {
  /** Its recipient has said that it has it. */
  isEventTaken: (outcome: PostOutcome): boolean => outcome.ok,

  /** That it was sent means nothing yet: it stays on the disk until its recipient has it. */
  isEventDoneWhenSent: (): boolean => false,

  /** It has waited for as long as was set, and is dropped. */
  isEventOver: (waitedMs: number, retryDurationMs: number): boolean => waitedMs >= retryDurationMs,
}
