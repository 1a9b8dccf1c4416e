import { decisionOf } from './decision/decision.ts'
import { forAllText } from './for-all.ts'
import { boundsText, countText, durationText, exactClockText, listText, plural } from './format.ts'
import { splitText } from './people.ts'
import type { Report, Verdict } from './schema.ts'
import { unhelpedText } from './sessions.ts'
import { alignedTable, harmless, type Paint, paintOf, wrapped } from './terminal.ts'

export interface SummaryOptions {
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
}

const listed = 10

/** What the terminal shows when a rehearsal is over. Ends with a line feed. */
export function renderSummary(report: Report, { color, width }: SummaryOptions): string {
  const paint = paintOf(color)
  const inner = Math.max(60, width) - 2
  const blocks = [
    heading(report, paint),
    verdictLines(report, paint, inner),
    decisionLines(report, inner),
    figureLines(report),
    explanationLines(report, paint, inner),
    tableBlock(windowLines(report, inner), paint),
    tableBlock(outageLines(report, inner), paint),
    tableBlock(versionLines(report, inner), paint),
    failedStepLines(report, paint, inner),
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n')
}

function heading({ title, runbook, lab, world, seed }: Report, paint: Paint): readonly string[] {
  const where = world === 'real' ? 'on real daemons' : 'in virtual time'
  const facts = `runbook ${runbook}, lab ${lab}, ${where}, seed ${seed}`
  return [paint.bold(harmless(title)), paint.soft(harmless(facts))]
}

const tones = {
  passed: 'good',
  'passed-with-warnings': 'warn',
  failed: 'bad',
  inconclusive: 'warn',
} as const satisfies Record<Verdict, keyof Paint>

/** The verdict and why. */
export function verdictLines(
  report: Pick<Report, 'verdict' | 'reasons'>,
  paint: Paint,
  width: number,
): readonly string[] {
  const words = report.verdict.replaceAll('-', ' ').toUpperCase()
  const reasons = report.reasons.flatMap((reason) =>
    wrapped(harmless(reason), width - 4).map((line, i) => `${i === 0 ? '  - ' : '    '}${line}`),
  )
  return [paint[tones[report.verdict]](paint.bold(words)), ...reasons]
}

/** What a change board has to know (REH-05). */
const decisionLines = (report: Report, width: number): readonly string[] =>
  decisionOf(report).flatMap(({ text }) =>
    wrapped(harmless(text), width - 2).map((line) => `  ${line}`),
  )

function figureLines(report: Report): readonly string[] {
  const { sessions, outages, steps } = report
  const count = (outcome: string): number => steps.filter((s) => s.outcome === outcome).length
  const told = (['passed', 'failed', 'skipped', 'not-reached'] as const)
    .filter((outcome) => outcome === 'passed' || count(outcome) > 0)
    .map((outcome) => `${countText(count(outcome))} ${outcome.replace('-', ' ')}`)
  const forAll = forAllText(report)
  const down = `${splitText(report.downtimeMs, report.downtimeByHandMs)}${report.downtimeByHandMs > 0 ? ',' : ''} in ${plural(outages.length, 'outage')}, longest gap ${durationText(report.longestGapMs)}${forAll === '' ? '' : `; ${forAll}`}`
  const lost = `${countText(sessions.acknowledged)} acknowledged, ${countText(sessions.lost.length)} lost, ${countText(sessions.cut)} cut`
  return [
    ['Site down', down],
    ['Sessions', lost],
    ...(sessions.lost.length > 0 ? [['Lost', harmless(listText(sessions.lost, listed))]] : []),
    ...(sessions.abandoned + sessions.turnedAway > 0 ? [['Customers', unhelpedText(report)]] : []),
    ...clientFigures(report),
    ['Without redundancy', durationText(report.exposureMs)],
    ['Lab time', durationText(report.labTimeMs)],
    ['Rehearsed in', durationText(report.wallTimeMs)],
    ['Steps', told.join(', ')],
  ].map(([name, value]) => `  ${(name ?? '').padEnd(20)}${value ?? ''}`)
}

/** What became of the clients, and what the swing or the storm did to people's work. */
function clientFigures({ population, requests, storm }: Report): readonly (readonly string[])[] {
  const figures: string[][] = []
  if (population !== null) {
    const { total, upgraded, late, stranded, redeployByHand } = population
    const fates = [
      `${countText(upgraded)} upgraded`,
      ...(late > 0 ? [`${countText(late)} come later`] : []),
      ...(stranded > 0 ? [`${countText(stranded)} stranded`] : []),
      ...(redeployByHand > 0 ? [`${countText(redeployByHand)} by hand`] : []),
    ]
    figures.push(['Clients', `${countText(total)}: ${fates.join(', ')}`])
  }
  if (storm !== null && storm.throttle !== null)
    figures.push([
      'Storm',
      `${plural(storm.attempts, 'attempt')}, ${countText(storm.peakPerSecond)} a second at its peak`,
    ])
  if (requests !== null) {
    const { p50Ms, p99Ms } = requests.worst
    figures.push([
      'Requests at worst',
      `p50 ${durationText(p50Ms)}, p99 ${durationText(p99Ms)}, ${countText(requests.failed)} failed in all`,
    ])
  }
  return figures
}

function explanationLines(
  { explanations }: Report,
  paint: Paint,
  width: number,
): readonly string[] {
  if (explanations.length === 0) return []
  const more = explanations.length - listed
  const rest = more > 0 ? [`  and ${countText(more)} more in report.json`] : []
  const lines = explanations
    .slice(0, listed)
    .flatMap((sentence) =>
      wrapped(harmless(sentence), width - 4).map(
        (line, i) => `${i === 0 ? '  - ' : '    '}${line}`,
      ),
    )
  return [paint.soft('  Why'), ...lines, ...rest]
}

const windowLines = ({ windows }: Report, width: number): readonly string[] =>
  alignedTable(
    [
      { title: 'Window' },
      { title: 'Length', number: true },
      { title: 'by hand', number: true },
      { title: 'Site down', number: true },
      { title: 'by hand', number: true },
      { title: 'Longest gap', number: true },
    ],
    windows.map((window) => [
      window.name,
      durationText(window.endedAtMs - window.startedAtMs),
      durationText(window.byHandMs),
      durationText(window.downtimeMs),
      durationText(window.downtimeByHandMs),
      durationText(window.longestGapMs),
    ]),
    width,
  )

function outageLines({ outages }: Report, width: number): readonly string[] {
  const rows = outages
    .slice(0, listed)
    .map((outage) => [
      exactClockText(outage.startedAtMs),
      boundsText(outage),
      outage.step === '' ? '(no step)' : outage.step,
      outage.reason,
    ])
  const titles = [
    { title: 'Down from', number: true },
    { title: 'For', number: true },
    { title: 'During step' },
    { title: 'What clients saw' },
  ]
  const more = outages.length - rows.length
  const rest = more > 0 ? [`and ${plural(more, 'outage')} more in report.json`] : []
  return [...alignedTable(titles, rows, width), ...rest]
}

const versionLines = ({ versions }: Report, width: number): readonly string[] =>
  alignedTable(
    [{ title: 'Appliance' }, { title: 'Base' }, { title: 'Site software' }],
    Object.entries(versions).map(([name, { before, after }]) => [
      name.toUpperCase(),
      change(before.base, after.base),
      change(before.site, after.site),
    ]),
    width,
  )

const change = (before: string, after: string): string =>
  before === after ? `${before} (unchanged)` : `${before} → ${after}`

function failedStepLines({ steps }: Report, paint: Paint, width: number): readonly string[] {
  return steps
    .filter((step) => step.outcome === 'failed')
    .flatMap((step) => [
      paint.bad(harmless(`  ${step.id} failed: ${step.title} (${step.guide})`)),
      ...wrapped(harmless(`expected ${step.expected}`), width - 4).map((line) => `    ${line}`),
      ...wrapped(harmless(`found    ${step.found}`), width - 4).map((line) => `    ${line}`),
    ])
}

const tableBlock = ([titles, ...rows]: readonly string[], paint: Paint): readonly string[] =>
  titles === undefined ? [] : [paint.soft(`  ${titles}`), ...rows.map((row) => `  ${row}`)]
