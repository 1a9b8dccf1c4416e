import type { Store } from '@understudy/appliance-core'
import type { LabEvent } from '@understudy/shared'
import { type PairName, pairNames, peerOf } from '../schedule/lab-options.ts'
import { type Checker, holds, isDiscarded, keyOf, rowsOf } from './checker.ts'

type Acknowledged = Extract<LabEvent, { name: 'session-acknowledged' }>

/** Acknowledged sessions are on a disk from then on, except those announced as discarded, and those whose disk is destroyed. */
export const acknowledgedSessions: Checker = {
  law: 'acknowledged-sessions',
  spec: 'SYN-06',
  watch: ({ stage, stores, fates, gone }, tell) => {
    const acknowledged = new Map<string, Acknowledged>()
    /** Announced as discarded on a disk that was destroyed later. */
    const announced = new Set<string>()
    /** Gone with a disk that only it was on, before its customer had heard: a box that is reset has sent what it has sent. */
    const unheard = new Set<string>()
    const expectOnDisk = (name: PairName, events: readonly Acknowledged[]): void => {
      const store = stores[name]
      const missing = events.filter(
        (one) => !holds(store, one) && !isDiscarded(store, one) && !unheard.has(keyOf(one)),
      )
      if (missing.length > 0)
        tell(`${name} acknowledged a session that is not on its disk`, missing.map(keyOf))
    }
    return {
      onEvent: (event) => {
        if (event.name !== 'session-acknowledged') return
        acknowledged.set(keyOf(event), event)
        if (stage.readsDisksAtOnce) expectOnDisk(event.appliance as PairName, [event])
      },
      onDisk: (name) =>
        expectOnDisk(
          name,
          [...acknowledged.values()].filter(({ appliance }) => appliance === name),
        ),
      onDestroyed: (name) => {
        for (const [key, event] of acknowledged)
          if (isDiscarded(stores[name], event)) announced.add(key)
        const onPeer = countsOf(stores[peerOf(name)])
        for (const key of countsOf(stores[name]).keys())
          if (!acknowledged.has(key) && !onPeer.has(key)) unheard.add(key)
      },
      atEnd: () => {
        const held = pairNames.map((name) => countsOf(stores[name]))
        const fateOf = (event: Acknowledged): keyof typeof fates => {
          const counts = held.map((counts) => counts.get(keyOf(event)) ?? 0)
          if (counts.some((count) => count > 1)) return 'duplicated'
          if (counts.every((count) => count === 1)) return 'stable'
          if (counts.some((count) => count === 1)) return 'stale'
          if (gone.has(keyOf(event)) || unheard.has(keyOf(event))) return 'destroyed'
          const isAnnounced =
            announced.has(keyOf(event)) ||
            pairNames.some((name) => isDiscarded(stores[name], event))
          return isAnnounced ? 'announced' : 'lost'
        }
        const found = new Map<string, string[]>()
        for (const event of acknowledged.values()) {
          const fate = fateOf(event)
          fates[fate] += 1
          found.set(fate, [...(found.get(fate) ?? []), keyOf(event)])
        }
        const known = new Set(held.flatMap((counts) => [...counts.keys()]))
        fates.neverRead = [...known].filter((key) => !acknowledged.has(key)).length
        for (const fate of ['lost', 'stale', 'duplicated'])
          if (found.has(fate))
            tell(`${found.get(fate)?.length} acknowledged sessions are ${fate}`, found.get(fate))
      },
    }
  },
}

function countsOf(store: Store): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const row of rowsOf(store)) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return counts
}
