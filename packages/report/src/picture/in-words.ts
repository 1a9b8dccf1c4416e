import { exposureOf } from '../exposure.ts'
import { clockText, durationText, listText, plural } from '../format.ts'
import { type Interval, lengthMs, totalMs } from '../intervals.ts'
import type { Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'
import { installationsOf, rolesOf, trafficOf } from './histories.ts'

/** Per lane; more would repeat the tables. */
const partsMax = 12

/** What the picture shows, lane by lane, for people who cannot see it. */
export function pictureInWords(report: Report, rehearsal: Rehearsal): readonly string[] {
  const named = Object.keys(report.versions)
  return [
    `${plural(report.windows.length, 'window')}: ${parts(report.windows, ({ name }) => name)}.`,
    ...named.map((name) => {
      const roles = parts(rolesOf(rehearsal, name), ({ state }) => state)
      const installed = installationsOf(rehearsal, name)
      const work =
        installed.length === 0 ? '' : `; installing ${parts(installed, ({ label }) => label)}`
      return `Appliance ${name.toUpperCase()}: ${roles || 'nothing told'}${work}.`
    }),
    `Traffic goes to ${parts(trafficOf(rehearsal), ({ state }) => (named.includes(state) ? state.toUpperCase() : state)) || 'nobody told whom'}.`,
    `Without redundancy: ${exposureWords(exposureOf(rehearsal))}.`,
    `Clients: ${outageWords(report)}.`,
  ]
}

function parts<T extends Interval>(spans: readonly T[], words: (span: T) => string): string {
  const all = spans.map(
    (span) => `${words(span)} from ${clockText(span.startedAtMs)} to ${clockText(span.endedAtMs)}`,
  )
  return listText(all, partsMax)
}

const exposureWords = (spans: readonly Interval[]): string =>
  spans.length === 0
    ? 'never'
    : `${durationText(totalMs(spans))} (${parts(spans, (span) => durationText(lengthMs(span)))})`

function outageWords({ outages }: Report): string {
  if (outages.length === 0) return 'no outage'
  return parts(outages, (outage) => `down ${durationText(outage.downtimeMs)}`)
}
