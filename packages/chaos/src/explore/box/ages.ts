import { timeouts } from '@understudy/shared'

/*
 * Lab time is taken relative: two moments are the same state where the same is the same time ago. Names say which numbers are
 * moments (STYLE: units last), and this table how far back a moment can still make a difference.
 */

const momentName = /(?:[aA]t|[uU]ntil|[sS]ince)Ms$/

/** Beyond that it is only told to people: 0 = always, so that it does not count at all. */
const countsForMs: Readonly<Record<string, number>> = {
  lastHeardAtMs: timeouts.linkSilenceMs,
  lastCheckAtMs: 0,
  // These two are compared where automatic failover is on, which it is in no scope.
  heardAtMs: 0,
  steppedAtMs: 0,
  startedAtMs: 0,
}

const isMoment = new Map<string, boolean>()

/** The number as it counts at `nowMs`, by the name under which it stands. */
export function relative(name: string, value: number, nowMs: number): number {
  let moment = isMoment.get(name)
  if (moment === undefined) {
    moment = momentName.test(name)
    isMoment.set(name, moment)
  }
  if (!moment) return value
  const limitMs = countsForMs[name]
  const ageMs = value - nowMs
  return limitMs === undefined ? ageMs : Math.max(ageMs, -limitMs)
}
