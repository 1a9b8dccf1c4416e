import type { Checker } from './checker.ts'

/** A Base that has stalled and was restarted is whole no longer: only support repairs it (UPD-07). */
export const stallsNeedSupport: Checker = {
  law: 'stalls-need-support',
  spec: 'UPD-07',
  watch: (_scene, tell) => {
    const stalled = new Set<string>()
    const restarted = new Set<string>()
    return {
      onDestroyed: (name) => {
        stalled.delete(name)
        restarted.delete(name)
      },
      onEvent: (event) => {
        const { name, source } = event
        if (name === 'update-stalled') stalled.add(source)
        else if (name === 'appliance-started' && stalled.has(source)) restarted.add(source)
        else if (name === 'update-broken' || name === 'update-finished') {
          stalled.delete(source)
          restarted.delete(source)
        } else if (name === 'update-interrupted') {
          stalled.delete(source)
          if (restarted.delete(source))
            tell(`a stalled installation of ${source} was restarted, and passes for whole`, [
              JSON.stringify(event),
            ])
        }
      },
    }
  },
}
