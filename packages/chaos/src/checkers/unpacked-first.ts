import type { PairName } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'

/** Nothing is migrated or switched before the whole package lies unpacked on the disk (UPD-09). */
export const unpackedFirst: Checker = {
  law: 'unpacked-first',
  spec: 'UPD-09',
  onlyVirtual: true,
  watch: ({ stage }, tell) => ({
    onEvent: (event) => {
      if (event.name !== 'update-step' || event.step !== 'migrating') return
      if (stage.unpackedOn?.(event.source as PairName) === null)
        tell(`${event.source} goes on with ${event.package}, which is not unpacked`)
    },
  }),
}
