import type { Random } from '@understudy/shared'
import { Type } from 'typebox'
import type { PairName } from '../schedule/lab-options.ts'
import { drawForMs, ForMs } from './arguments.ts'
import type { VirtualStage } from './virtual-stage.ts'

/** The named points of the driver (DESIGN 1): nothing stored; stored and nothing sent; some of it sent. */
export const crashPoints = ['before-commit', 'after-commit', 'after-effect'] as const

/** Why faults at such a point are for virtual worlds only. */
export const unseenByProcesses =
  'a real process passes its named points unseen: `kill` hits it anywhere'

/** The arguments that say where a process dies, and for how long it is down. */
export const crashArguments = {
  point: Type.Enum(crashPoints),
  after: Type.Integer({ minimum: 0, maximum: 100_000 }),
  downMs: ForMs,
}

export const drawCrash = (random: Random, afterMax: number) => ({
  point: crashPoints[random.integer(0, crashPoints.length - 1)] ?? 'after-commit',
  after: random.integer(0, afterMax),
  downMs: drawForMs(random, 30_000),
})

interface Crash {
  readonly on: PairName
  readonly point: (typeof crashPoints)[number]
  /** How many such points are passed first. */
  readonly after: number
  readonly downMs: number
}

/** Makes the process die there and start again later; false = it is not running. */
export function armCrash(stage: VirtualStage, { on, point, after, downMs }: Crash): boolean {
  const host = stage.world.host(on)
  if (!host.running) return false
  let left = after
  host.dieAt((passed) => {
    if (passed !== point) return false
    left -= 1
    if (left >= 0) return false
    host.dieAt(null)
    stage.after(downMs, () => stage.startAgain(on))
    return true
  })
  return true
}
