import type { LabConfig, OutputOf } from '@understudy/shared'
import { type PairName, peerOf } from '../schedule/lab-options.ts'
import { type Course, event, invoke, pass, statusOf, tellClients } from './course.ts'

const servedMsMax = 180_000
const answerMsMax = 600_000
/** Time for a redial: a link may only now notice what happened before the healing. */
const tries = 6
const retryMs = 20_000

/**
 * The end of a day: somebody is served again, sessions end, the backup syncs a last time. Null = all of it happened;
 * else what did not.
 */
export function* finishWork(primary: PairName, { clients }: LabConfig): Course<string | null> {
  // An attempt that came to nothing may already have ended the day.
  yield* tellClients({ kind: 'start-clients', input: {} })
  const served = yield* event(
    (one) => one.name === 'session-acknowledged' && one.appliance === primary,
    servedMsMax,
  )
  if (served === undefined) return `nobody was served by ${primary} after the healing`
  if ((yield* statusOf(primary)).role !== 'primary') return `${primary} is the primary no longer`
  const wound = yield* tellClients({ kind: 'wind-down-clients', input: {} })
  if (!wound.ok) return 'the clients did not come to an end of their sessions'
  const why = yield* syncLast(peerOf(primary))
  if (why === null && (clients.integrations ?? []).length > 0) yield* pullLast()
  return why
}

/** Programs pull a last time; one may have been waiting to be killed in its next report. */
function* pullLast(): Course<void> {
  for (let i = 0; i < tries; i++) {
    const pulled = yield* tellClients({ kind: 'pull-sessions', input: {} })
    if (pulled.ok && (pulled.value as OutputOf<'pull-sessions'>).failed.length === 0) return
    yield* pass(retryMs)
  }
}

function* syncLast(backup: PairName): Course<string | null> {
  let found = ''
  for (let i = 0; i < tries; i++) {
    const begun = yield* invoke(backup, 'sync-now')
    if (begun.ok) {
      const end = yield* event(
        ({ name, source }) =>
          source === backup && (name === 'sync-finished' || name === 'sync-failed'),
        answerMsMax,
      )
      if (end?.name === 'sync-finished') return null
      found = end?.name === 'sync-failed' ? end.reason : 'it has no end'
    } else found = begun.refusal.message
    yield* pass(retryMs)
  }
  return `the last sync of ${backup} did not finish: ${found}`
}
