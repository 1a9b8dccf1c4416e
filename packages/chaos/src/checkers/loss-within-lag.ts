import type { LabEvent } from '@understudy/shared'
import { type PairName, peerOf } from '../schedule/lab-options.ts'
import { type Checker, holds, isDiscarded, keyOf } from './checker.ts'

type Acknowledged = Extract<LabEvent, { name: 'session-acknowledged' }>

const secondsOf = (ms: number): string => (ms / 1_000).toFixed(1)

/**
 * With a host's disk go no more acknowledged sessions than the other one had not pulled yet: each of them was acknowledged after its
 * last sync began. That is the price of replicating afterwards, and its bound (RPO).
 */
export const lossWithinLag: Checker = {
  law: 'loss-within-lag',
  spec: 'SYN-07',
  watch: ({ stage, stores, gone, note }, tell) => {
    const acknowledged: Acknowledged[] = []
    const startedAtMs = stage.nowMs
    /** What came before this is on that appliance's disk, by its last sync; absent = it did not sync in this run. */
    const pulledUntilMs: Partial<Record<PairName, number>> = {}
    return {
      onEvent: (event) => {
        if (event.name === 'session-acknowledged') acknowledged.push(event)
        if (event.name === 'sync-finished')
          pulledUntilMs[event.source as PairName] = event.atMs - event.durationMs
      },
      onDestroyed: (name) => {
        const peer = peerOf(name)
        const [disk, other] = [stores[name], stores[peer]]
        const lost = acknowledged.filter(
          (one) => holds(disk, one) && !holds(other, one) && !isDiscarded(other, one),
        )
        for (const one of lost) gone.add(keyOf(one))
        const lagMs = stage.nowMs - (pulledUntilMs[peer] ?? startedAtMs)
        const what = lost.length === 0 ? 'nothing' : `${lost.length}`
        note(
          `${name} is destroyed, ${what} of the acknowledged sessions with it; ${peer} last synced ${secondsOf(lagMs)} s ago`,
        )
        const early = lost.filter(({ atMs }) => atMs < (pulledUntilMs[peer] ?? 0))
        if (early.length > 0)
          tell(
            `${early.length} sessions were lost with ${name}, acknowledged before ${peer} last synced`,
            early.map(keyOf),
          )
      },
    }
  },
}
