import { timeouts } from '@understudy/shared'
import { pairNames } from '../schedule/lab-options.ts'
import type { Checker, Scene, Tell, Watch } from './checker.ts'
import { stateOf } from './stored-state.ts'

/** Two in the same role that see each other must both show it (FO-13), here within two probes. */
export const conflictsAreTold: Checker = {
  law: 'conflicts-are-told',
  spec: 'FO-13',
  watch: (scene, tell) => ({
    ...watchQuietPrimaries(scene, tell),
    onStatus: watchPages(scene, tell),
  }),
}

/** What both say about themselves while they reunite. */
function watchPages({ stage }: Scene, tell: Tell): NonNullable<Watch['onStatus']> {
  let sinceMs: number | null = null
  return (a, b) => {
    const areAlike =
      a.role === b.role &&
      a.role !== 'none' &&
      a.relationship?.link === 'up' &&
      b.relationship?.link === 'up'
    sinceMs = areAlike ? (sinceMs ?? stage.nowMs) : null
    if (sinceMs === null || stage.nowMs - sinceMs < 2 * timeouts.linkProbeMs) return
    for (const { name, role, relationship } of [a, b])
      if (relationship?.conflict !== true)
        tell(`both are ${role} and see each other; ${name} does not show the conflict`)
  }
}

/** A primary dials again after three redial times at most, and a dial may just have begun in vain. */
const foundWithinMs = 3 * timeouts.redialMs + timeouts.dialMs + 2_000

/** Two primaries, both at work and nothing wrong with any path: each finds the other and shows it. */
function watchQuietPrimaries(
  { stage, stores }: Scene,
  tell: Tell,
): Pick<Watch, 'onEvent' | 'onStep'> {
  const faults = new Set<string>()
  const shown = new Set<string>()
  let quietSinceMs: number | null = null
  let hasSlowClock = false
  const isQuiet = (): boolean =>
    faults.size === 0 &&
    pairNames.every((name) => {
      const { role, installation = null } = stateOf(stores[name])
      return role === 'primary' && installation === null && stage.isAtWork(name)
    })
  return {
    onEvent: (event) => {
      const { name, source } = event
      if (name === 'fault-began') faults.add(event.fault)
      else if (name === 'fault-ended') faults.delete(event.fault)
      else if (name === 'role-conflict') shown.add(source)
      else if (name === 'role-changed' || name === 'appliance-started') shown.delete(source)
      else return
      if (name !== 'role-conflict') quietSinceMs = null
    },
    onStep: () => {
      if (!stage.readsDisksAtOnce) return
      hasSlowClock ||= pairNames.some((name) => stage.isClockSlow(name))
      quietSinceMs = isQuiet() ? (quietSinceMs ?? stage.nowMs) : null
      if (quietSinceMs === null || stage.nowMs - quietSinceMs <= foundWithinMs || hasSlowClock)
        return
      for (const name of pairNames)
        if (!shown.has(name)) tell(`both are primary, nothing is wrong; ${name} does not show it`)
    },
  }
}
