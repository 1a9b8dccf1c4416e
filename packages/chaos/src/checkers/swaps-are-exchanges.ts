import { type PairName, peerOf } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'
import { stateOf } from './stored-state.ts'

/**
 * In an exchange of roles the old primary has stored that it is none any more before the new one is; after a sync that
 * was asked for, the new one holds all that the old one holds (FO-10).
 */
export const swapsAreExchanges: Checker = {
  law: 'swaps-are-exchanges',
  spec: 'FO-10',
  onlyVirtual: true,
  watch: ({ stores }, tell) => {
    /** Who has begun an exchange with a sync first. */
    const syncing = new Set<string>()
    return {
      onEvent: (event) => {
        const { source } = event
        if (event.name === 'swap-started' && event.syncFirst) syncing.add(source)
        else if (event.name === 'swap-cancelled' || event.name === 'appliance-started')
          syncing.delete(source)
        if (event.name !== 'role-changed' || event.to !== 'primary' || event.reason !== 'swap')
          return
        const peer = peerOf(source as PairName)
        const { role, epoch } = stateOf(stores[peer])
        if (role === 'primary' && epoch < event.epoch)
          tell(`${source} took the role at epoch ${event.epoch}; ${peer} has it still, at ${epoch}`)
        if (!syncing.delete(peer)) return
        const held = stores[source as PairName].logs.heads()
        const lacking = stores[peer].logs
          .heads()
          .filter(({ origin, legacy, lastSeq }) => {
            const own = held.find((head) => head.origin === origin && head.legacy === legacy)
            return lastSeq > (own?.lastSeq ?? 0)
          })
          .map(({ origin, lastSeq }) => `log of ${origin.slice(0, 8)}, up to ${lastSeq}`)
        if (lacking.length > 0)
          tell(`${source} took the role after a sync, and lacks what ${peer} recorded`, lacking)
      },
    }
  },
}
