import { type Markup, markup, nothing } from './markup.ts'
import type { Report } from './schema.ts'

type Step = Report['steps'][number]

/**
 * `junit.xml`: a suite per window with a case per step, and one suite for the rehearsal with the key figures as
 * properties and a case that fails when the verdict does. Times are lab seconds.
 */
export function renderJUnit(report: Report): string {
  const windows = windowSuites(report)
  const { verdict } = report
  const failures = report.steps.filter((step) => step.outcome === 'failed').length
  const skipped = report.steps.filter((step) => isSkipped(step)).length
  const counts = countsOf(
    report.steps.length + 1,
    failures + (verdict === 'failed' ? 1 : 0),
    verdict === 'inconclusive' ? 1 : 0,
    skipped,
  )
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${report.runbook}" ${counts} time="${seconds(report.labTimeMs)}">
${verdictSuite(report)}
${windows}</testsuites>
`.text
}

function verdictSuite(report: Report): Markup {
  const { runbook, verdict, reasons, labTimeMs } = report
  const counts = countsOf(1, verdict === 'failed' ? 1 : 0, verdict === 'inconclusive' ? 1 : 0, 0)
  const why = reasons.join('\n')
  const result =
    verdict === 'failed'
      ? markup`<failure message="${reasons[0] ?? verdict}">${why}</failure>`
      : verdict === 'inconclusive'
        ? markup`<error message="${reasons[0] ?? verdict}">${why}</error>`
        : nothing
  return markup`<testsuite name="rehearsal" ${counts} time="${seconds(labTimeMs)}">
<properties>${propertiesOf(report).map(([name, value]) => markup`<property name="${name}" value="${value}"/>`)}</properties>
<testcase classname="${runbook}" name="verdict" time="${seconds(labTimeMs)}">${result}</testcase>
</testsuite>`
}

const propertiesOf = (report: Report): readonly (readonly [string, string | number])[] => [
  ['verdict', report.verdict],
  ['lab', report.lab],
  ['world', report.world],
  ['seed', report.seed],
  ['downtimeMs', report.downtimeMs],
  ['downtimeByHandMs', report.downtimeByHandMs],
  ['longestGapMs', report.longestGapMs],
  ['sessions.acknowledged', report.sessions.acknowledged],
  ['sessions.lost', report.sessions.lost.length],
  ['sessions.cut', report.sessions.cut],
  ['sessions.abandoned', report.sessions.abandoned],
  ['sessions.turnedAway', report.sessions.turnedAway],
  ['exposureMs', report.exposureMs],
  ['labTimeMs', report.labTimeMs],
  ['wallTimeMs', report.wallTimeMs],
]

function windowSuites({ runbook, windows, steps }: Report): readonly Markup[] {
  const ids = new Set([...windows.map((window) => window.id), ...steps.map((step) => step.window)])
  return [...ids].map((id) => {
    const window = windows.find((known) => known.id === id)
    const own = steps.filter((step) => step.window === id)
    const failures = own.filter((step) => step.outcome === 'failed').length
    const counts = countsOf(own.length, failures, 0, own.filter(isSkipped).length)
    const tookMs = window === undefined ? 0 : window.endedAtMs - window.startedAtMs
    return markup`<testsuite name="${window?.name ?? (id === '' ? 'Between the windows' : id)}" ${counts} time="${seconds(tookMs)}">
<properties><property name="downtimeMs" value="${window?.downtimeMs ?? 0}"/><property name="longestGapMs" value="${window?.longestGapMs ?? 0}"/></properties>
${own.map((step) => stepCase(id === '' ? runbook : `${runbook}.${id}`, step))}</testsuite>
`
  })
}

function stepCase(classname: string, step: Step): Markup {
  const tookMs = (step.endedAtMs ?? 0) - (step.endedAtMs === null ? 0 : (step.startedAtMs ?? 0))
  return markup`<testcase classname="${classname}" name="${step.id}: ${step.title}" time="${seconds(tookMs)}">${resultOf(step)}</testcase>
`
}

function resultOf({ outcome, expected, found, evidence }: Step): Markup {
  switch (outcome) {
    case 'failed':
      return markup`<failure message="expected ${expected}, found ${found}">expected: ${expected}
found: ${found}</failure>`
    case 'skipped':
    case 'not-reached':
      return markup`<skipped message="${outcome.replace('-', ' ')}"/>`
    case 'passed':
      return evidence.length === 0
        ? nothing
        : markup`<system-out>${evidence.join('\n')}</system-out>`
  }
}

const isSkipped = ({ outcome }: Step): boolean => outcome === 'skipped' || outcome === 'not-reached'

const countsOf = (tests: number, failures: number, errors: number, skipped: number): Markup =>
  markup`tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}"`

const seconds = (ms: number): string => (ms / 1000).toFixed(3)
