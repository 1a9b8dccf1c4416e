import type { Report } from './schema.ts'

type Step = Report['steps'][number]

/**
 * The report as TAP 14 (testanything.org): a subtest for each window with a point for each step, and at the end a point
 * for the verdict. Every text from a lab stays on one line and cannot be mistaken for TAP (SEC-03).
 */
export function renderTap(report: Report): string {
  const suites = suitesOf(report)
  const points = suites.flatMap(({ name, steps }, i) => [
    `# Subtest: ${plain(name)}`,
    ...steps.flatMap((step, s) => stepLines(step, s + 1)).map((line) => `    ${line}`),
    `    1..${steps.length}`,
    `${okOf(steps.every(({ outcome }) => outcome !== 'failed'))} ${i + 1} - ${plain(name)}`,
  ])
  return `${['TAP version 14', ...points, ...verdictLines(report, suites.length + 1), `1..${suites.length + 1}`].join('\n')}\n`
}

/** The windows in order, then what belongs to none of them. */
function suitesOf({ windows, steps }: Report) {
  const ids = new Set([...windows.map(({ id }) => id), ...steps.map(({ window }) => window)])
  return [...ids].map((id) => ({
    name: windows.find((window) => window.id === id)?.name ?? (id || 'Between the windows'),
    steps: steps.filter(({ window }) => window === id),
  }))
}

function stepLines(step: Step, number: number): readonly string[] {
  const { id, title, outcome, expected, found } = step
  const skipped =
    outcome === 'skipped' || outcome === 'not-reached' ? ` # SKIP ${outcome.replace('-', ' ')}` : ''
  const line = `${okOf(outcome !== 'failed')} ${number} - ${plain(`${id}: ${title}`)}${skipped}`
  if (outcome !== 'failed') return [line]
  return [line, ...diagnosis({ expected, found })]
}

/** Inconclusive is not ok either: a pass has to be earned (REH-08). */
function verdictLines(report: Report, number: number): readonly string[] {
  const { verdict, reasons, downtimeMs, downtimeByHandMs, longestGapMs, exposureMs } = report
  const { acknowledged, lost, cut } = report.sessions
  const isOk = verdict === 'passed' || verdict === 'passed-with-warnings'
  return [
    `${okOf(isOk)} ${number} - verdict: ${verdict.replaceAll('-', ' ')}`,
    ...diagnosis({
      reasons,
      ...{ downtimeMs, downtimeByHandMs, longestGapMs, exposureMs },
      ...{ acknowledged, lost: lost.length, cut },
    }),
  ]
}

const okOf = (isOk: boolean): string => (isOk ? 'ok' : 'not ok')

/** A YAML block; its values are JSON, which is YAML too. */
const diagnosis = (values: Readonly<Record<string, unknown>>): readonly string[] => [
  '  ---',
  ...Object.entries(values).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
  '  ...',
]

/** A description: one line, with characters that TAP treats specially escaped. */
const plain = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD').replace(/[\\#]/g, '\\$&')
