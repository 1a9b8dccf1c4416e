import { type PairName, pairNames, peerOf } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'
import { QuietTime } from './quiet-time.ts'

/**
 * A primary in doubt goes on where its peer has answered that it is the backup, and only if it has not taken over before it was
 * asked; or where nobody could be asked, which is not so while the new primary is at work and nothing is wrong with any path
 * (FO-15). It does not hold for clocks that go too slowly.
 */
export const doubtIsAnswered: Checker = {
  law: 'doubt-is-answered',
  spec: 'FO-15',
  onlyVirtual: true,
  watch: ({ stage }, tell) => {
    const inDoubtSinceMs = new Map<string, number>()
    /** Since when each is the primary by itself. */
    const tookOverAtMs = new Map<string, number>()
    const quiet = new QuietTime(stage)
    let hasSlowClock = false
    const onResumed = (source: string, reason: string, atMs: number): void => {
      const peer = peerOf(source as PairName)
      const sinceMs = inDoubtSinceMs.get(source) ?? atMs
      if (hasSlowClock || (tookOverAtMs.get(peer) ?? atMs) >= sinceMs) return
      if (reason === 'the peer is the backup')
        tell(`${source} takes ${peer} for the backup, which had taken over before it was asked`)
      else if (reason === 'nobody could be asked' && (quiet.sinceMs ?? atMs) <= sinceMs)
        tell(`${source} could have asked ${peer}, which had taken over, and serves beside it`)
    }
    return {
      onDestroyed: (name) => void tookOverAtMs.delete(name),
      onEvent: (event) => {
        const { source, atMs } = event
        quiet.onEvent(event)
        if (event.name === 'serving-suspended') inDoubtSinceMs.set(source, atMs)
        else if (event.name === 'role-changed') {
          tookOverAtMs.delete(source)
          if (event.reason === 'automatic failover') tookOverAtMs.set(source, atMs)
        } else if (event.name === 'serving-resumed') onResumed(source, event.reason, atMs)
      },
      onStep: () => {
        quiet.onStep()
        hasSlowClock ||= pairNames.some((name) => stage.isClockSlow(name))
      },
    }
  },
}
