import { durationText, listText, plural } from './format.ts'
import { machineBusy, machineTooBusy } from './machine.ts'
import { ofName, type Rehearsal } from './rehearsal.ts'
import type { Report, Verdict } from './schema.ts'
import { unannouncedLosses } from './sessions.ts'

/** Everything a verdict rests on. */
export type Findings = Omit<Report, 'verdict' | 'reasons'>

type Rule = (findings: Findings, rehearsal: Rehearsal) => readonly string[]

/**
 * The verdict and why, a sentence each: what failed comes before what was not proved (REH-08), and
 * that before what only deserves attention.
 */
export function judge(
  findings: Findings,
  rehearsal: Rehearsal,
): Pick<Report, 'verdict' | 'reasons'> {
  for (const [verdict, rules] of Object.entries(rulesOf) as [Verdict, readonly Rule[]][]) {
    const reasons = rules.flatMap((rule) => rule(findings, rehearsal))
    if (reasons.length > 0) return { verdict, reasons }
  }
  return { verdict: 'passed', reasons: [] }
}

const failedSteps: Rule = ({ steps }) =>
  steps
    .filter((step) => step.outcome === 'failed')
    .map(({ id, expected, found }) =>
      sentence(`Step ${id} failed: expected ${expected}; found ${found}`),
    )

/**
 * The preflight's refusal. An abort (Ctrl-C) looks alike but ends at once, with nothing counted; and a lab that was
 * never ready failed on its own, not because of what is rehearsed.
 */
const stepRefused: Rule = ({ steps }, { events }) => {
  const stopped = ofName(events, 'rehearsal-ended').find((ended) => ended.outcome === 'stopped')
  const byCheck =
    ofName(events, 'lab-ready').length > 0 && ofName(events, 'versions-after').length > 0
  if (stopped === undefined || !byCheck || steps.some((step) => step.outcome === 'failed'))
    return []
  return [sentence(`The rehearsal was stopped: ${stopped.reason}`)]
}

const sessionsLost: Rule = ({ sessions }, rehearsal) => {
  const lost = unannouncedLosses(rehearsal, sessions)
  if (lost.length === 0) return []
  const are = lost.length === 1 ? 'is' : 'are'
  const count = plural(lost.length, 'acknowledged session')
  return [`${count} ${are} lost, and no warning announced it: ${listText(lost, 5)}.`]
}

/** A rehearsal stopped in the middle of a swing had no time to bring the site back: that proves nothing. */
const wasInterrupted = ({ steps }: Findings, { events }: Rehearsal): boolean =>
  ofName(events, 'rehearsal-ended')[0]?.outcome === 'stopped' &&
  steps.every((step) => step.outcome !== 'failed')

const stillDown: Rule = (findings, rehearsal) =>
  findings.outages.some((outage) => !outage.recovered) && !wasInterrupted(findings, rehearsal)
    ? [
        `The site was still down when the rehearsal ended, after ${durationText(findings.downtimeMs)}.`,
      ]
    : []

const notFinished: Rule = (_findings, { events }) => {
  const ended = ofName(events, 'rehearsal-ended')[0]
  if (ended === undefined) return ['The rehearsal has no end: its event stream breaks off.']
  return ended.outcome === 'stopped' ? [sentence(`The rehearsal was stopped: ${ended.reason}`)] : []
}

const noStep: Rule = ({ steps }) =>
  steps.some((step) => step.outcome === 'passed' || step.outcome === 'failed')
    ? []
    : ['No step of the runbook was carried out.']

const noSession: Rule = ({ sessions }) =>
  sessions.acknowledged === 0
    ? ['No session was acknowledged, so nothing is known of what would be lost.']
    : []

const noProbes: Rule = (_findings, { events }) =>
  ofName(events, 'availability').every(({ ok, failed }) => ok + failed === 0)
    ? ['Nothing probed the site, so nothing is known of its downtime.']
    : []

const noAudit: Rule = (_findings, { events }) =>
  ofName(events, 'audit').length === 0
    ? ['No audit compared the acknowledged sessions with what is stored.']
    : []

/** Sessions of the guide's test machines are not traffic (REH-08). */
const noTraffic: Rule = ({ sessions }, rehearsal) =>
  sessions.acknowledged > 0 && !hasTraffic(rehearsal)
    ? [
        'No client had a session but the test machines, so nothing is known of what others would lose.',
      ]
    : []

function hasTraffic({ events, all }: Rehearsal): boolean {
  const tests = new Set(ofName(events, 'test-passed').map(({ lsid }) => lsid))
  for (const event of all)
    if (event.name === 'session-acknowledged' && !tests.has(event.lsid)) return true
  return false
}

/** What the runbook set out to do and the conductor did not see happen. */
const purposesMissed: Rule = (_findings, { events }) =>
  ofName(events, 'purpose-missed').map(({ message }) => message)

const warned: Rule = ({ warnings }) =>
  warnings.map(({ step, message }) => (step === '' ? message : `Step ${step}: ${message}`))

/** In order of weight. */
const rulesOf: Partial<Record<Verdict, readonly Rule[]>> = {
  failed: [failedSteps, stepRefused, sessionsLost, stillDown],
  inconclusive: [
    notFinished,
    noStep,
    noSession,
    noTraffic,
    noProbes,
    noAudit,
    purposesMissed,
    machineTooBusy,
  ],
  'passed-with-warnings': [warned, machineBusy],
}

const sentence = (text: string): string => text.replace(/\.?$/, '.')
