import { Type } from 'typebox'
import { closed, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'
import type { Stage } from '../stage.ts'

export const crashLoop = faultKind({
  family: 'process',
  title: 'the process dies soon after each start, some times in a row',
  productOnly: false,
  args: Type.Object(
    { on: On, times: Type.Integer({ minimum: 1, maximum: 20 }), upMs: ForMs },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    times: random.integer(2, 5),
    upMs: random.integer(1, 2_000),
  }),
  begin: (stage, { on, times, upMs }) => dieAndStart(stage, on, times, upMs),
})

function dieAndStart(stage: Stage, on: 'a' | 'b', times: number, upMs: number): boolean {
  if (!stage.isRunning(on)) return false
  stage.crash(on)
  stage.after(100, () => {
    stage.startAgain(on)
    if (times > 1) stage.after(upMs, () => dieAndStart(stage, on, times - 1, upMs))
  })
  return true
}
