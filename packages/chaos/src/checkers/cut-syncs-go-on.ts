import { pairNames } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'

/** A sync that a lost link cut short goes on as soon as the link is back (SYN-05). */
export const cutSyncsGoOn: Checker = {
  law: 'cut-syncs-go-on',
  spec: 'SYN-05',
  onlyVirtual: true,
  watch: ({ stage }, tell) => {
    const cut = new Set<string>()
    const isLinked = new Set<string>()
    /** Where two are backups nobody has what the other one could pull. */
    const inConflict = new Set<string>()
    return {
      onEvent: (event) => {
        const { source, name } = event
        if (name === 'role-conflict') inConflict.add(source)
        else if (name === 'role-conflict-ended' || name === 'appliance-started')
          inConflict.delete(source)
        if (name === 'sync-failed' && event.reason.startsWith('interrupted')) cut.add(source)
        else if (name === 'link-up' && cut.has(source) && !inConflict.has(source))
          isLinked.add(source)
        // It begins, or there is a reason why it cannot.
        else if (
          name === 'sync-started' ||
          name === 'appliance-started' ||
          name === 'role-changed' ||
          name === 'role-conflict' ||
          name === 'link-down' ||
          (name === 'alert' && event.code === 'different-package')
        ) {
          if (name !== 'link-down') cut.delete(source)
          isLinked.delete(source)
        }
      },
      onStep: () => {
        // Whose process ended as the link came back had no time to go on; it begins anew.
        for (const name of pairNames)
          if (isLinked.has(name) && stage.isRunning(name))
            tell(`the link of ${name} is back, and its sync does not go on`)
        isLinked.clear()
      },
    }
  },
}
