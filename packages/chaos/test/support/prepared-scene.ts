import { PreparedLabs } from '../../src/campaign/prepared-labs.ts'
import type { Checker, Scene } from '../../src/checkers/checker.ts'
import { type LabOptions, noFates, plainLab } from '../../src/index.ts'
import { VirtualStage } from '../../src/nemesis/virtual-stage.ts'

/** A plain pair at work, as laws look at it. */
export function preparedScene(
  storedSessions = 0,
  options: Partial<LabOptions> = {},
): Scene & { readonly stage: VirtualStage } {
  const { world, lab, stores } = new PreparedLabs().start({
    seed: 'programs',
    lab: { ...plainLab, storedSessions, ...options },
  })
  const stage = new VirtualStage(world, lab)
  const rest = { fates: { ...noFates }, gone: new Set<string>(), note: () => {} }
  return { stage, mode: 'safe', stores, ...rest }
}

/** The law, watching that scene, and what it has found. */
export function watched(law: Checker, scene: Scene) {
  const found: string[] = []
  const watch = law.watch(scene, (message) => void found.push(message))
  return { watch, found }
}
