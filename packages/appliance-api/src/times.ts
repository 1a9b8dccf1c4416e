import { isoTimeOf } from '@understudy/shared'
import type { XmlWriter } from './xml/writer.ts'

/** A time as both APIs write it: ISO 8601 with an offset, which is always that of UTC, and UNIX seconds beside it. */
export function writeTime(xml: XmlWriter, name: string, atMs: number, attribute: string): void {
  xml.leaf(name, isoTimeOf(atMs).replace('Z', '+00:00'), { [attribute]: unixOf(atMs) })
}

export const unixOf = (atMs: number): number => Math.floor(atMs / 1_000)

/** "HH:MM:SS"; more than 99 hours need more digits. */
export function durationOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const part = (value: number): string => String(value).padStart(2, '0')
  return `${part(Math.floor(seconds / 3_600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`
}

const msPerDay = 86_400_000
const date = /^(\d{4})-(\d{2})-(\d{2})$/

/** The beginning of a day ("2012-11-03", UTC) in milliseconds; undefined = there is no such day. */
export function dayMsOf(text: string): number | undefined {
  const [, year, month, day] = (date.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  const ms = daysFromCivil(year, month, day) * msPerDay
  // A day that the month does not have would be one of the next.
  return month >= 1 && month <= 12 && isoTimeOf(ms).startsWith(text) ? ms : undefined
}

/** Days since 1970-01-01 of a date in the Gregorian calendar: the year is begun in March, so that the leap day ends it. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  return y * 365 + leaps + dayOfYear - 719_468
}
