import type { LabEvent } from '@understudy/shared'
import { addressConflictsOf } from './address-conflicts.ts'
import { worstRiskOf } from './at-risk.ts'
import { exposureOf } from './exposure.ts'
import { goBackOf } from './going-back/go-back.ts'
import { rehearsedBackOut } from './going-back/rehearsed-back-out.ts'
import { installationTimes } from './installations.ts'
import { longestMs, totalMs } from './intervals.ts'
import { machineOf } from './machine.ts'
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
import { foundWarnings } from './warnings/found-warnings.ts'
import type { Unwarned } from './warnings/warning.ts'
import { windowsOf } from './windows.ts'

/** What a report states that is not in the event stream. */
export interface ReportFacts {
  readonly wallTimeMs: number
  /** In the virtual world only. */
  readonly traceHash?: string
}

/** What an event stream means, worked out once; everything that shows it is made from this. */
export interface Analysis {
  readonly report: Report
  /** The stream itself, for the picture. */
  readonly rehearsal: Rehearsal
}

/**
 * Analyses one rehearsal, from its event stream alone: same events, same report and files (REH-05). The stream is gone through
 * several times, here and where the analysis is drawn, and what comes with each session is not held: it may be a file.
 */
export function analyse(events: Iterable<LabEvent>, facts: ReportFacts): Analysis {
  const rehearsal = rehearsalOf(events)
  const { format, ...findings } = warnedOf(findingsOf(rehearsal, facts), rehearsal)
  const report = { format, ...judge({ format, ...findings }, rehearsal), ...findings }
  return { report, rehearsal }
}

/** The report alone: `report.json`. */
export const buildReport = (events: Iterable<LabEvent>, facts: ReportFacts): Report =>
  analyse(events, facts).report

/** Adds the steps' warnings, then those the findings give. */
function warnedOf(findings: Unwarned, rehearsal: Rehearsal): Findings {
  const { steps, machine, traceHash, ...rest } = findings
  const told = ofName(rehearsal.events, 'warning').map(({ step, code, message }) => ({
    step,
    code,
    message,
  }))
  const warnings = [...told, ...foundWarnings(findings, rehearsal)]
  const hash = traceHash === undefined ? {} : { traceHash }
  return { ...rest, warnings, steps, machine, ...hash }
}

function findingsOf(rehearsal: Rehearsal, { wallTimeMs, traceHash }: ReportFacts): Unwarned {
  const started = ofName(rehearsal.events, 'rehearsal-started')[0]
  const outages = outagesOf(rehearsal)
  const population = populationOf(rehearsal)
  const windows = windowsOf(rehearsal, outages)
  const steps = stepsOf(rehearsal)
  return {
    format: 'understudy-report-1',
    runbook: started?.runbook ?? '',
    title: started?.title ?? '',
    lab: started?.lab ?? '',
    world: started?.world ?? 'real',
    seed: started?.seed ?? '',
    startedAtMs: rehearsal.originMs,
    labTimeMs: (windows.at(-1)?.endedAtMs ?? 0) - (windows[0]?.startedAtMs ?? 0),
    wallTimeMs,
    downtimeMs: totalMs(outages),
    downtimeMsMin: outages.reduce((sum, outage) => sum + outage.downtimeMsMin, 0),
    downtimeMsMax: outages.reduce((sum, outage) => sum + outage.downtimeMsMax, 0),
    longestGapMs: longestMs(outages),
    downtimeForAllMs: outages.reduce((sum, outage) => sum + outage.downForAllMs, 0),
    downtimeByHandMs: outages.reduce((sum, outage) => sum + outage.byHandMs, 0),
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
    goBack: goBackOf(rehearsal),
    backOut: rehearsedBackOut(windows, steps),
    settings: { lost: settingsLostIn(rehearsal) },
    exposureMs: totalMs(exposureOf(rehearsal)),
    versions: versionsOf(rehearsal),
    installations: [...installationTimes(rehearsal)],
    atRisk: worstRiskOf(rehearsal),
    steps,
    machine: machineOf(rehearsal, [...outages]),
    ...(traceHash === undefined ? {} : { traceHash }),
  }
}

function settingsLostIn({ events }: Rehearsal): string[] {
  return [...new Set(ofName(events, 'settings-lost').flatMap((event) => event.keys))]
}
