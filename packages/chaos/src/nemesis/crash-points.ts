import { Type } from 'typebox'
import type { PairName } from '../schedule/lab-options.ts'
import type { VirtualStage } from './virtual-stage.ts'

/** The named points of the driver (DESIGN 1): nothing stored; stored and nothing sent; some of it sent. */
export const crashPoints = ['before-commit', 'after-commit', 'after-effect'] as const
export const CrashPoint = Type.Enum(crashPoints)

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
