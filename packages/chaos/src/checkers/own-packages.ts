import type { Checker } from './checker.ts'

/**
 * A box installs only what was built for it: each package is downloaded for one of them (UPD-05). What was saved by hand is not
 * offered a second time (UPD-04).
 */
export const ownPackages: Checker = {
  law: 'own-packages',
  spec: 'UPD-05',
  watch: (_scene, tell) => {
    const downloaded = new Set<string>()
    const saved = new Set<string>()
    return {
      onEvent: (event) => {
        if (event.name === 'package-downloaded') {
          const { appliance, package: name, by } = event
          const one = `${name} for ${appliance}`
          // Support gives it once more.
          if (by !== 'support' && saved.has(one)) tell(`${one} was saved, and is offered again`)
          downloaded.add(one)
          if (by !== 'appliance') saved.add(one)
        } else if (event.name === 'update-finished') {
          const one = `${event.package} for ${event.source}`
          if (!downloaded.has(one)) tell(`nobody has downloaded ${one}, and it is installed`)
        }
      },
    }
  },
}
