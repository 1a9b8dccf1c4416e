import type { PairName } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'

/** After a restore the settings are those of the backup, no more and no less (BAK-01). */
export const restoresAreWhole: Checker = {
  law: 'restores-are-whole',
  spec: 'BAK-01',
  onlyVirtual: true,
  watch: ({ stores }, tell) => ({
    onEvent: (event) => {
      if (event.name !== 'backup-restored') return
      const has = stores[event.source as PairName].settings.all().length
      if (has !== event.settings)
        tell(`${event.source} restored ${event.settings} settings and has ${has}`)
    },
  }),
}
