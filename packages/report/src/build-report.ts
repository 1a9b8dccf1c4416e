import type { LabEvent } from '@understudy/shared'
import { addressConflictsOf } from './address-conflicts.ts'
import { exposureOf } from './exposure.ts'
import { longestMs, totalMs } from './intervals.ts'
import { explanationsOf } from './network/explanations.ts'
import { cutsOf, faultsOf } from './network/faults.ts'
import { downtimeByOffice, outagesOf } from './outages.ts'
import { populationOf } from './population/population.ts'
import { requestsOf } from './population/requests.ts'
import { stormOf } from './population/storm.ts'
import { ofName, type Rehearsal, rehearsalOf } from './rehearsal.ts'
import type { Report } from './schema.ts'
import { sessionsOf } from './sessions.ts'
import { stepsOf } from './steps.ts'
import { swingOf } from './traffic.ts'
import { type Findings, judge } from './verdict.ts'
import { versionsOf } from './versions.ts'
import { windowsOf } from './windows.ts'

/** What a report states that no event tells. */
export interface ReportFacts {
  readonly wallTimeMs: number
  /** Of the virtual world only. */
  readonly traceHash?: string
}

/** The report of one rehearsal, from its event stream alone: same events, same report (REH-05). */
export function buildReport(events: readonly LabEvent[], facts: ReportFacts): Report {
  const rehearsal = rehearsalOf(events)
  const { format, ...findings } = findingsOf(rehearsal, facts)
  return { format, ...judge({ format, ...findings }, rehearsal), ...findings }
}

function findingsOf(rehearsal: Rehearsal, { wallTimeMs, traceHash }: ReportFacts): Findings {
  const started = ofName(rehearsal.events, 'rehearsal-started')[0]
  const outages = outagesOf(rehearsal)
  const population = populationOf(rehearsal)
  const windows = windowsOf(rehearsal, outages)
  return {
    format: 'understudy-report-1',
    runbook: started?.runbook ?? '',
    title: started?.title ?? '',
    lab: started?.lab ?? '',
    world: started?.world ?? 'real',
    seed: started?.seed ?? '',
    labTimeMs: (windows.at(-1)?.endedAtMs ?? 0) - (windows[0]?.startedAtMs ?? 0),
    wallTimeMs,
    downtimeMs: totalMs(outages),
    longestGapMs: longestMs(outages),
    downtimeForAllMs: outages.reduce((sum, outage) => sum + outage.downForAllMs, 0),
    swing: swingOf(rehearsal.events),
    explanations: [...explanationsOf(rehearsal, population)],
    offices: downtimeByOffice(rehearsal),
    faults: [...faultsOf(rehearsal), ...cutsOf(rehearsal)],
    population,
    storm: stormOf(rehearsal),
    requests: requestsOf(rehearsal),
    windows,
    outages: [...outages],
    addressConflicts: addressConflictsOf(rehearsal),
    sessions: sessionsOf(rehearsal),
    settings: { lost: settingsLostIn(rehearsal) },
    exposureMs: totalMs(exposureOf(rehearsal)),
    versions: versionsOf(rehearsal),
    warnings: [...clockWarningsOf(rehearsal), ...warningsOf(rehearsal)],
    steps: stepsOf(rehearsal),
    ...(traceHash === undefined ? {} : { traceHash }),
  }
}

const warningsOf = ({ events }: Rehearsal): Report['warnings'] =>
  ofName(events, 'warning').map(({ step, code, message }) => ({ step, code, message }))

/** What lab time by a factor does to figures (DESIGN 5): once, whoever else had another clock. */
function clockWarningsOf({ events }: Rehearsal): Report['warnings'] {
  const [apart] = ofName(events, 'clocks-apart')
  if (apart === undefined) return []
  const { participant, factor } = apart
  const message = `The machines of the lab share no monotonic clock (${participant} has another one than the network): lab time ran ${factor} times as fast as real time and skipped nothing. What really takes time, as handshakes, commits and restarts, counts ${factor} times as much in all figures, and times of two machines may differ by ${factor} times what a message between them takes.`
  return [{ step: '', code: 'clocks-apart', message }]
}

function settingsLostIn({ events }: Rehearsal): string[] {
  return [...new Set(ofName(events, 'settings-lost').flatMap((event) => event.keys))]
}
