import { clockText, durationText, listText, plural } from '../format.ts'
import { silencesOf } from '../network/nobody-sentences.ts'
import { found, type WarningRule } from './warning.ts'

/** In a swing by hand nobody has the site for the seconds between two pages. Longer than this is no part of it. */
const toleratedMs = 30_000

/** Offices whose clients were led to nobody (NET-03, NET-13), one warning for each cause. */
export const ledToNobody: WarningRule = (_findings, rehearsal) => {
  const all = silencesOf(rehearsal).filter(
    ({ startedAtMs, endedAtMs }) => endedAtMs - startedAtMs > toleratedMs,
  )
  return [...new Set(all.map(({ why }) => why))].map((why) => {
    const silences = all.filter((silence) => silence.why === why)
    const offices = [...new Set(silences.map(({ office }) => office))]
    const longestMs = Math.max(...silences.map((one) => one.endedAtMs - one.startedAtMs))
    const fromMs = Math.min(...silences.map(({ startedAtMs }) => startedAtMs))
    const who = `${plural(offices.length, 'office')} (${listText(offices, 5)})`
    return found(
      'led-to-nobody',
      `${who} ${offices.length === 1 ? 'was' : 'were'} led to nobody from ${clockText(fromMs)} on, for up to ${durationText(longestMs)}: ${why}.`,
    )
  })
}
