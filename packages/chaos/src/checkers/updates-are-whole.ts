import type { Checker } from './checker.ts'

/** An appliance has another version only after an installation that was finished (UPD-09). */
export const updatesAreWhole: Checker = {
  law: 'updates-are-whole',
  spec: 'UPD-09',
  watch: (_scene, tell) => {
    const installed = new Map<string, string>()
    return {
      onDestroyed: (name) => void installed.delete(name),
      onEvent: (event) => {
        if (
          event.name !== 'appliance-started' &&
          event.name !== 'update-interrupted' &&
          event.name !== 'update-finished'
        )
          return
        const version = `Bomgar-${event.site} on Base ${event.base}`
        const before = installed.get(event.source) ?? version
        installed.set(event.source, version)
        if (event.name !== 'update-finished' && version !== before)
          tell(`${event.source} had ${before} and has ${version}; nothing was installed to its end`)
      },
    }
  },
}
