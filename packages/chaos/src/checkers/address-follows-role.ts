import type { PairName } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'
import { stateOf } from './stored-state.ts'

/** In a relationship the shared address moves with the role, in the same transaction (NET-01). */
export const addressFollowsRole: Checker = {
  law: 'address-follows-role',
  spec: 'NET-01',
  onlyVirtual: true,
  watch: ({ stage, stores }, tell) => ({
    onEvent: (event) => {
      if (event.name !== 'role-changed') return
      // Before and after the relationship the address is the operator's to enable.
      if (event.to === 'none' || event.from === 'none') return
      // What a box was asked while it was stopped it does in one moment: whoever asked for the address meant what is there now.
      const isByHand = stage.asked.some(
        ({ on, operation, answer }) =>
          on === event.source && operation === 'set-address-enabled' && answer === null,
      )
      const { role, addresses } = stateOf(stores[event.source as PairName])
      const isRight = addresses.every(
        ({ shared, enabled }) => !shared || enabled === (role === 'primary'),
      )
      if (role === event.to && !isRight && !isByHand)
        tell(`${event.source} became ${role}, and the shared address did not follow`)
    },
  }),
}
