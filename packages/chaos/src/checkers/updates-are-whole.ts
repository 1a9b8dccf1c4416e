import { findPackage, type LabEvent } from '@understudy/shared'
import { type Checker, isReset } from './checker.ts'

/**
 * An appliance has another version only after an installation that was finished (UPD-09): it has said so, or its process died
 * just then, in the step that switches.
 */
export const updatesAreWhole: Checker = {
  law: 'updates-are-whole',
  spec: 'UPD-09',
  watch: (_scene, tell) => {
    const installed = new Map<string, string>()
    /** What a box was about to switch to. */
    const switchingTo = new Map<string, string>()
    return {
      onDestroyed: (name) => void installed.delete(name),
      onEvent: (event) => {
        // What was recorded in the moment before a reset is told after the disk is gone.
        if (isReset(event)) installed.delete(event.source)
        const { source } = event
        if (event.name === 'update-step') {
          if (event.step === 'switching') switchingTo.set(source, event.package)
          return
        }
        if (!namesVersions(event)) return
        const { base, site } = event
        const before = installed.get(source) ?? textOf({ base, site })
        const { kind, version } = findPackage(switchingTo.get(source) ?? '') ?? {}
        switchingTo.delete(source)
        installed.set(source, textOf({ base, site }))
        if (event.name === 'update-finished' || textOf({ base, site }) === before) return
        const isSwitched =
          event.name === 'appliance-started' && version === (kind === 'base' ? base : site)
        if (isSwitched) return
        const has = textOf({ base, site })
        tell(`${source} had ${before} and has ${has}; nothing was installed to its end`)
      },
    }
  },
}

type VersionsNamed = 'appliance-started' | 'update-interrupted' | 'update-finished'

const namesVersions = (event: LabEvent): event is Extract<LabEvent, { name: VersionsNamed }> =>
  event.name === 'appliance-started' ||
  event.name === 'update-interrupted' ||
  event.name === 'update-finished'

const textOf = ({ base, site }: { readonly base: string; readonly site: string }): string =>
  `Bomgar-${site} on Base ${base}`
