import {
  catalogue,
  type InstalledSoftware,
  packageKinds,
  refusalToInstall,
} from '@understudy/shared'
import { type Checker, isReset } from './checker.ts'

/** A box has only what goes on what it had before: nothing that needs another package first, nothing older (UPD-02, UPD-10). */
export const versionsInOrder: Checker = {
  law: 'versions-in-order',
  spec: 'UPD-02',
  watch: (_scene, tell) => {
    const installed = new Map<string, InstalledSoftware>()
    return {
      onDestroyed: (name) => void installed.delete(name),
      onEvent: (event) => {
        // What was recorded in the moment before a reset is told after the disk is gone.
        if (isReset(event)) installed.delete(event.source)
        // It may have died before it could say that it has finished.
        if (event.name !== 'appliance-started' && event.name !== 'update-finished') return
        const { source, base, site } = event
        const before = installed.get(source) ?? { base, site }
        const now: InstalledSoftware = { base, site }
        installed.set(source, now)
        for (const kind of packageKinds) {
          const target = catalogue.find((one) => one.kind === kind && one.version === now[kind])
          if (target === undefined || now[kind] === before[kind]) continue
          const why = refusalToInstall(target, before)
          if (why !== null) tell(`${source} has installed ${target.name}`, [why.message])
        }
      },
    }
  },
}
