import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'
import type { Stage } from '../stage.ts'

export const stutter = faultKind({
  family: 'process',
  title:
    'the event loop stalls again and again, as by long garbage collections or an overcommitted machine',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      stopMs: ForMs,
      everyMs: Type.Integer({ minimum: 200, maximum: 3_600_000 }),
      forMs: ForMs,
    },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    stopMs: random.integer(50, 2_500),
    everyMs: random.integer(3_000, 8_000),
    forMs: drawForMs(random, 60_000),
  }),
  begin: (stage, { on, stopMs, everyMs, forMs }) => {
    if (!stage.isRunning(on)) return false
    stall(stage, { on, stopMs, everyMs }, stage.nowMs + forMs)
    return true
  },
})

function stall(
  stage: Stage,
  stalls: { readonly on: 'a' | 'b'; readonly stopMs: number; readonly everyMs: number },
  untilMs: number,
): void {
  const { on, stopMs, everyMs } = stalls
  if (stage.nowMs >= untilMs) return
  if (stage.isRunning(on) && !stage.isStopped(on)) stage.pause(on, stopMs)
  // Sooner than it was asked for it comes when everything is healed: that ends it.
  const dueMs = stage.nowMs + everyMs
  stage.after(everyMs, () => {
    if (stage.nowMs >= dueMs) stall(stage, stalls, untilMs)
  })
}
