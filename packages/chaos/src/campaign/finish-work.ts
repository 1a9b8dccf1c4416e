import type { Stage } from '../nemesis/stage.ts'
import { type PairName, peerOf } from '../schedule/lab-options.ts'

const servedMsMax = 180_000
const answerMsMax = 600_000
/** Time for a redial: a link may only now notice what happened before the healing. */
const tries = 6
const retryMs = 20_000

/**
 * The end of a day: somebody is served again, sessions end, the backup syncs a last time. Null = all of it happened;
 * else what did not.
 */
export function finishWork(stage: Stage, primary: PairName): string | null {
  const { world } = stage
  // An attempt that came to nothing may already have ended the day.
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  const served = world.runUntilEvent(
    (event) => event.name === 'session-acknowledged' && event.appliance === primary,
    servedMsMax,
  )
  if (served === undefined) return `nobody was served by ${primary} after the healing`
  if (world.status(primary).role !== 'primary') return `${primary} is the primary no longer`
  const wound = world.commandAndRun('clients', { kind: 'wind-down-clients', input: {} })
  if (!wound.ok) return 'the clients did not come to an end of their sessions'
  return syncLast(stage, peerOf(primary))
}

function syncLast({ world }: Stage, backup: PairName): string | null {
  let found = ''
  for (let i = 0; i < tries; i++) {
    const begun = world.invokeAndRun(backup, 'sync-now')
    if (begun.ok) {
      const end = world.runUntilEvent(
        ({ name, source }) =>
          source === backup && (name === 'sync-finished' || name === 'sync-failed'),
        answerMsMax,
      )
      if (end?.name === 'sync-finished') return null
      found = end?.name === 'sync-failed' ? end.reason : 'it has no end'
    } else found = begun.refusal.message
    world.runFor(retryMs)
  }
  return `the last sync of ${backup} did not finish: ${found}`
}
