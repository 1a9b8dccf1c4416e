import { alignedTable, harmless, paintOf, type SummaryOptions } from '@understudy/report'
import type { JudgedMutation } from './judge.ts'
import type { RunbookMutations } from './result.ts'
import { catchesText, costsText } from './table.ts'

const tones = { passed: 'good', failed: 'bad', inconclusive: 'warn' } as const

/** What a person reads in the terminal after all mistakes were played. Ends with a line feed. */
export function mutationsSummary(
  result: RunbookMutations,
  { color, width }: SummaryOptions,
): string {
  const paint = paintOf(color)
  const { verdict, reasons, runbook, lab, seed, counts, mutations } = result
  const counted = `${mutations.length} mistakes: ${counts.caught} caught, ${counts.harmless} harmless, ${counts.missed} missed`
  const [titles = '', ...rows] = mutationsTable(mutations, Math.max(160, width))
  return [
    paint.bold(harmless(`Mistakes with ${runbook}`)),
    paint.soft(harmless(`lab ${lab}, in virtual time, seed ${seed}`)),
    paint[tones[verdict]](paint.bold(verdict.toUpperCase())),
    ...reasons.map((reason) => `  - ${harmless(reason)}`),
    '',
    paint.soft(titles),
    ...rows,
    '',
    counted,
  ]
    .map((line) => `${line}\n`)
    .join('')
}

const mutationsTable = (mutations: readonly JudgedMutation[], width: number): readonly string[] =>
  alignedTable(
    [
      { title: 'Outcome' },
      { title: 'Mistake' },
      { title: 'What it costs' },
      { title: 'Caught by' },
    ],
    mutations.map((one) => [one.outcome, one.what, costsText(one), catchesText(one)].map(cut)),
    width,
  )

/** One long cell must not crowd out the others; the full text is in the JSON. */
const cut = (text: string): string => (text.length > 50 ? `${text.slice(0, 49)}…` : text)
