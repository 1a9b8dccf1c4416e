import { installationSteps } from '@understudy/shared'
import { stateOf } from '../checkers/stored-state.ts'
import type { PairName } from '../schedule/lab-options.ts'
import type { VirtualStage } from './virtual-stage.ts'

/** Where an installation can be interrupted: in each of its steps, and where it ends (UPD-09). */
export const interruptibleSteps = [...installationSteps, 'ending'] as const
export type InterruptibleStep = (typeof interruptibleSteps)[number]

/** Follows the installation on that box's disk, as the transaction under way leaves it; null = there is none. */
export function watchInstallation(
  stage: VirtualStage,
  on: PairName,
): () => InterruptibleStep | null {
  const { store } = stage.world.host(on)
  let wasUnderWay = false
  return () => {
    const step = stateOf(store).installation?.step
    if (step !== undefined) wasUnderWay = true
    return step ?? (wasUnderWay ? 'ending' : null)
  }
}
