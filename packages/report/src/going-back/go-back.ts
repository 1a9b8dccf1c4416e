import { PlaceWalk } from '../places.ts'
import { ofName, type Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'
import { courseOf } from './course.ts'
import { newerClientsAt, updatesBeyond } from './newer-clients.ts'

type GoBack = NonNullable<Report['goBack']>

/**
 * Until when one can go back to an appliance that is not updated, and at which price (UPD-10, REH-05): there is no
 * downgrade. Free as long as some such appliance holds every acknowledged session and admits every client; from then on
 * it costs what it lacks, and the clients that have updated since; when the last one's installation begins, it is over.
 * Null = nothing was installed on an appliance that was or came into service, so there is nothing to go back from.
 */
export function goBackOf(rehearsal: Rehearsal): GoBack | null {
  const { events, endedAtMs } = rehearsal
  const course = courseOf(rehearsal)
  if (course === null) return null
  const { old, firstLostMs, untilMs, untilStep, newerFromMs } = course
  const updates = updatesBeyond(events, old, newerFromMs)
  const endMs = untilMs ?? endedAtMs
  const firstNewer = updates.find(({ atMs }) => atMs <= endMs)
  const freeUntilMs = earliest(firstLostMs ?? undefined, firstNewer?.atMs, untilMs ?? undefined)
  const stakeAt = (atMs: number) => course.missingAt(atMs)
  const newerAt = (atMs: number) => newerClientsAt(updates, atMs)
  const sessionsAtStake = stakeAt(untilMs === null ? endMs : endMs - 1)
  const minutes = freeUntilMs === null ? 0 : (endMs - freeUntilMs) / 60_000
  return {
    to: course.notUpdatedAt(freeUntilMs ?? endMs),
    freeUntilMs,
    freeUntilStep: freeUntilMs === null ? '' : stepAt(rehearsal, freeUntilMs),
    untilMs,
    untilStep,
    sessionsAtStake,
    sessionsPerMinute: minutes <= 0 ? 0 : Math.round((sessionsAtStake / minutes) * 10) / 10,
    clientsNewer: newerAt(endMs).map((one) => ({ ...one, names: [...one.names] })),
    afterSteps:
      freeUntilMs === null
        ? []
        : ofName(events, 'step-ended')
            .filter(({ atMs }) => atMs >= freeUntilMs && atMs < endMs)
            .map(({ step, atMs }) => ({
              step,
              atMs,
              sessions: stakeAt(atMs),
              clients: newerAt(atMs).reduce((sum, { count }) => sum + count, 0),
            })),
  }
}

const earliest = (...moments: readonly (number | undefined)[]): number | null => {
  const known = moments.filter((atMs) => atMs !== undefined)
  return known.length === 0 ? null : Math.min(...known)
}

/** The step in which that moment lies. */
function stepAt({ all }: Rehearsal, atMs: number): string {
  const walk = new PlaceWalk()
  let step = ''
  for (const event of all) {
    const place = walk.next(event)
    if (event.atMs <= atMs) step = place.step
  }
  return step
}
