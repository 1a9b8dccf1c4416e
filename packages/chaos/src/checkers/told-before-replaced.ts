import type { InputOf } from '@understudy/shared'
import { type PairName, peerOf } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'

/** Who establishes a relationship without force loses no more of the backup's records than they accepted (FO-03). */
export const toldBeforeReplaced: Checker = {
  law: 'told-before-replaced',
  spec: 'FO-03',
  watch: ({ stage }, tell) => ({
    onEvent: (event) => {
      if (event.name !== 'overwrite-announced' || event.why !== 'establishing') return
      const on = peerOf(event.source as PairName)
      const asked = stage.asked.findLast(
        (one) => one.on === on && one.operation === 'establish-relationship',
      )
      const input = asked?.input as InputOf<'establish-relationship'> | undefined
      if (input?.force === true || event.records <= (input?.discardMax ?? 0)) return
      tell(
        `${on} established a relationship; ${event.records} records of ${event.source} go unasked`,
      )
    },
  }),
}
