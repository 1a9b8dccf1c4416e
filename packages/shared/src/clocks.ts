import { formatDuration } from './time.ts'

/** How far a box's clock may be off before the update server refuses what carries its time (UPD-04). */
export const clockToleranceMs = 5 * 60_000

/** Whether a box's clock is so wrong that something breaks. */
export const isClockWrong = (offMs: number): boolean => Math.abs(offMs) > clockToleranceMs

/** "24h behind", "90m ahead": to the minute, as people say it. */
export function clockErrorText(offMs: number): string {
  const minuteMs = 60_000
  const roundedMs = Math.max(minuteMs, Math.round(Math.abs(offMs) / minuteMs) * minuteMs)
  return `${formatDuration(roundedMs)} ${offMs < 0 ? 'behind' : 'ahead'}`
}

/** What a wrong clock of a box breaks, and what it does not: waiting goes by a clock that nobody sets (WEB-04). */
export const whatWrongClocksBreak =
  'the update server refuses its checks for updates and its Appliance Download Keys, packages pass for out of date or for valid, certificates that it makes are valid from another time on, and its backups carry a wrong date (WEB-04, UPD-04)'
