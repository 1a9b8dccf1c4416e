import { type PairName, pairNames } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'
import { stateOf } from './stored-state.ts'

/** Between two looks, and until its next question. */
const slackMs = 3_000

/**
 * A primary that a witness confirms asks it all the time: a link that has lost its other end is left within the backup's
 * timeout. Else no confirmation would come any more (NET-12). A backup asks only when its primary is silent.
 */
export const witnessIsDialedAnew: Checker = {
  law: 'witness-is-dialed-anew',
  spec: 'NET-12',
  onlyVirtual: true,
  watch: ({ stage, stores }, tell) => {
    /** Since when each dead link was seen. */
    let deadSinceMs = new Map<string, number>()
    /** Who was stopped, or had its clock set, forgives the silence of before (FO-15). */
    const forgivenAtMs = new Map<string, number>()
    const deadOf = (name: PairName): readonly string[] =>
      stage.isAtWork(name) && !stage.isClockSlow(name)
        ? (stage.deadWitnessLinksOf?.(name) ?? [])
        : []
    return {
      onEvent: ({ name, source }) => {
        if (name === 'process-starved') forgivenAtMs.set(source, stage.nowMs)
      },
      onStep: () => {
        const seen = new Map<string, number>()
        for (const name of pairNames) {
          const dead = deadOf(name)
          if (dead.length === 0) continue
          const { role, watchedBy } = stateOf(stores[name])
          if (role !== 'primary' || watchedBy?.witness === undefined) continue
          for (const link of dead) {
            const sinceMs = Math.max(
              deadSinceMs.get(link) ?? stage.nowMs,
              forgivenAtMs.get(name) ?? 0,
            )
            const forMs = stage.nowMs - sinceMs
            seen.set(link, sinceMs)
            if (forMs > watchedBy.timeoutMs + slackMs)
              tell(`${name} has a link to the witness that was dead for ${forMs} ms`, [link])
          }
        }
        deadSinceMs = seen
      },
    }
  },
}
