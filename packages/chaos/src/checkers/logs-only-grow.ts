import type { Store } from '@understudy/appliance-core'
import type { LogHead } from '@understudy/shared'
import { type PairName, pairNames } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'

/** What is on a disk stays there, even through crashes: a log is cut back only if that is announced (SYN-04). */
export const logsOnlyGrow: Checker = {
  law: 'logs-only-grow',
  spec: 'SYN-06',
  watch: ({ stores }, tell) => {
    const reached = new Map<string, number>()
    const cutBack: Record<PairName, number> = { a: 0, b: 0 }
    /** As last looked at: the same list holds the same heads. */
    const lookedAt: Partial<Record<PairName, readonly LogHead[]>> = {}
    const look = (name: PairName, heads: readonly LogHead[]): void => {
      for (const { origin, legacy, lastSeq } of heads) {
        const log = `${name}: ${legacy ? 'legacy ' : ''}log of ${origin.slice(0, 8)}`
        const before = reached.get(log) ?? 0
        reached.set(log, lastSeq)
        if (lastSeq >= before) continue
        cutBack[name] += before - lastSeq
        if (!legacy || cutBack[name] > discardsTold(stores[name]))
          tell(`the ${log} has gone back from ${before} to ${lastSeq}, and nobody was told`)
      }
    }
    return {
      onDestroyed: (name) => {
        for (const log of reached.keys()) if (log.startsWith(`${name}: `)) reached.delete(log)
        cutBack[name] = 0
      },
      onStep: () => {
        for (const name of pairNames) {
          const heads = stores[name].logs.heads()
          if (heads !== lookedAt[name]) look(name, heads)
          lookedAt[name] = heads
        }
      },
    }
  },
}

/** How many records the appliance's history says were discarded. */
const discardsTold = (store: Store): number =>
  store.history
    .newest(1_000)
    .map(({ json }) => JSON.parse(json) as { name: string; count?: number })
    .filter(({ name }) => name === 'sessions-discarded')
    .reduce((sum, { count }) => sum + (count ?? 0), 0)
