const secondMs = 1_000
const minuteMs = 60_000
const hourMs = 3_600_000

/** A duration for people: "23 ms", "4.22 s", "45 min 3 s", "2 h 41 min". */
export function durationText(ms: number): string {
  const whole = Math.round(ms)
  if (whole < secondMs) return `${whole} ms`
  if (whole < minuteMs) return `${Number((whole / secondMs).toFixed(whole < 10_000 ? 2 : 1))} s`
  if (whole < hourMs) return twoUnits(Math.round(whole / secondMs), 60, 'min', 's')
  return twoUnits(Math.round(whole / minuteMs), 60, 'h', 'min')
}

function twoUnits(count: number, per: number, large: string, small: string): string {
  const rest = count % per
  const head = `${Math.floor(count / per)} ${large}`
  return rest === 0 ? head : `${head} ${rest} ${small}`
}

/** A measured downtime and its bounds: "7,538 ms (7,533 to 7,541)". */
export function boundsText(measured: {
  readonly downtimeMs: number
  readonly downtimeMsMin: number
  readonly downtimeMsMax: number
}): string {
  const { downtimeMs, downtimeMsMin, downtimeMsMax } = measured
  const ms = `${countText(downtimeMs)} ms`
  if (downtimeMsMin === downtimeMsMax) return ms
  return `${ms} (${countText(downtimeMsMin)} to ${countText(downtimeMsMax)})`
}

/** Lab time since the rehearsal began: "1:47:03". */
export function clockText(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / secondMs)
  return [Math.floor(seconds / 3600), twoDigits((seconds / 60) % 60), twoDigits(seconds % 60)].join(
    ':',
  )
}

/** The same to the millisecond: "1:47:03.215". */
export const exactClockText = (ms: number): string =>
  `${clockText(ms)}.${String(Math.floor(Math.max(0, ms)) % secondMs).padStart(3, '0')}`

const dayMs = 86_400_000

/** The time of day in the lab, in UTC: "22:51:43", "01:47:03 the next day". */
export function timeOfDayText(startedAtMs: number, ms: number): string {
  const days = Math.floor((startedAtMs + ms) / dayMs) - Math.floor(startedAtMs / dayMs)
  const time = clockText((startedAtMs + ms) % dayMs).padStart(8, '0')
  if (days <= 0) return time
  return days === 1 ? `${time} the next day` : `${time} ${days} days later`
}

const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, '0')

/** "2,700,123". */
export const countText = (count: number): string =>
  String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',')

/** "1 session", "3 sessions". */
export const plural = (count: number, noun: string): string =>
  `${countText(count)} ${noun}${count === 1 ? '' : 's'}`

/** The first few of many: "1, 2, 3 and 5 more". */
export function listText(items: readonly string[], shown: number): string {
  const more = items.length - shown
  return items.slice(0, shown).join(', ') + (more > 0 ? ` and ${countText(more)} more` : '')
}
