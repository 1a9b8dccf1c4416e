import { timeouts } from '@understudy/shared'

/*
 * Lab time counts as relative: two moments are the same state if the same things happened equally long ago. Names show
 * which numbers are moments (STYLE: units last); this table says how far back a moment still matters.
 */

const momentName = /(?:[aA]t|[uU]ntil|[sS]ince)Ms$/

/** Older moments only matter to people; 0 = any age does, so the moment never counts. */
const countsForMs: Readonly<Record<string, number>> = {
  lastHeardAtMs: timeouts.linkSilenceMs,
  lastCheckAtMs: 0,
  // These two are only compared with automatic failover on, which no scope has.
  heardAtMs: 0,
  steppedAtMs: 0,
  askingSinceMs: timeouts.roleCheckMs,
  startedAtMs: 0,
  // Since when a client is connected is only told; no scope has mails.
  sinceMs: 0,
  noticeAtMs: 0,
}

const isMoment = new Map<string, boolean>()

/** The number as it counts at `nowMs`; its name says whether it is a moment. */
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
