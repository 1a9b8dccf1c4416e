import { plural } from '../format.ts'
import type { SummaryOptions } from '../summary.ts'
import { verdictLines } from '../summary.ts'
import { alignedTable, harmless, paintOf, wrapped } from '../terminal.ts'
import { figureNames, figureText, figureWords } from './figures.ts'
import type { Comparison, FigureName, GuideWord, Procedure } from './schema.ts'

/** "20 seeds (1 to 20)", "seed 7". */
export function seedsText({ seeds: { first, played } }: Comparison): string {
  if (played === 1) return `seed ${first}`
  if (played === 0) return 'no seed'
  return `${plural(played, 'seed')} (${first} to ${Number(first) + played - 1})`
}

/** What the terminal shows when a comparison is over. Ends with a line feed. */
export function renderComparisonSummary(
  comparison: Comparison,
  { color, width }: SummaryOptions,
): string {
  const paint = paintOf(color)
  const inner = Math.max(60, width) - 2
  const { procedures, lab, swing } = comparison
  const title = procedures.map(({ runbook }) => runbook).join(' or ')
  const facts = `lab ${lab}, swing by ${swing}, in virtual time, ${seedsText(comparison)}`
  const [titles, ...rows] = figuresTable(procedures, inner)
  const blocks = [
    [paint.bold(harmless(title)), paint.soft(harmless(facts))],
    verdictLines(comparison, paint, inner),
    titles === undefined ? [] : [paint.soft(`  ${titles}`), ...rows.map((row) => `  ${row}`)],
    comparison.findings.length === 0
      ? []
      : [
          paint.soft('  Seed by seed'),
          ...comparison.findings.flatMap(({ text }) => item(text, inner)),
        ],
    ...procedures.map((procedure) => guideLines(procedure, inner)),
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n')
}

const figuresTable = (procedures: readonly Procedure[], width: number): readonly string[] =>
  alignedTable(
    [
      { title: 'Over the seeds' },
      { title: 'Procedure' },
      ...['Median', '5 in 100', '95 in 100', 'Most'].map((title) => ({ title, number: true })),
    ],
    figureNames.flatMap((figure) => figureRows(figure, procedures)),
    width,
  )

/** A row for each procedure, the figure's name in the first. */
const figureRows = (
  figure: FigureName,
  procedures: readonly Procedure[],
): readonly (readonly string[])[] =>
  procedures.flatMap(({ runbook, distributions }, i) => {
    const spread = distributions[figure]
    if (spread === undefined) return []
    const { median, p5, p95, max } = spread
    const values = [median, p5, p95, max].map((value) => figureText(figure, value))
    return [[i === 0 ? figureWords[figure].title : '', runbook, ...values]]
  })

function guideLines({ runbook, guide }: Procedure, width: number): readonly string[] {
  if (guide === null) return []
  const lines: readonly (readonly [string, keyof GuideWord])[] = [
    ['For it', 'advantage'],
    ['Against it', 'disadvantage'],
    ['Advised', 'advice'],
  ]
  return [
    `  ${runbook}, as the guide has it: ${guide.summary.text}`,
    ...lines.flatMap(([name, key]) => item(`${name}: ${guide[key].text}`, width)),
    ...item(`(${guide.advice.source})`, width),
  ]
}

const item = (text: string, width: number): readonly string[] =>
  wrapped(harmless(text), width - 4).map((line, i) => `${i === 0 ? '  - ' : '    '}${line}`)
