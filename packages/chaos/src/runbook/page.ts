import { type Markup, markup, section, style, table } from '@understudy/report'
import type { JudgedMutation } from './judge.ts'
import type { RunbookMutations } from './result.ts'
import { catchesText, costsText } from './table.ts'

const outcomes = [
  ['missed', 'Missed: it costs something, and nothing told of it'],
  ['caught', 'Caught'],
  ['harmless', 'Harmless: it costs nothing'],
] as const satisfies readonly (readonly [JudgedMutation['outcome'], string])[]

/** `runbook-mutations.html`: the mistakes, those that were missed first. One file, nothing loaded from elsewhere (REH-07). */
export function renderMutationsHtml(result: RunbookMutations): string {
  const { verdict, reasons, runbook, lab, seed, counts, mutations } = result
  const words = reasons.length === 0 ? ['Every mistake that costs something was told of.'] : reasons
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mistakes with ${runbook}: ${verdict}</title><style>${style}</style></head><body><main>
<p class="kicker">Mistakes with a runbook</p>
<h1>${runbook}</h1>
<p class="facts">Lab ${lab}, in virtual time, seed ${seed}: ${mutations.length} mistakes, ${counts.caught} caught, ${counts.harmless} harmless, ${counts.missed} missed.</p>
<section class="verdict tone-${verdict}"><strong>${verdict}</strong><ul>${words.map((why) => markup`<li>${why}</li>`)}</ul></section>
${outcomes.map(([outcome, title]) => section(title, mutationsTable(outcome, mutations)))}
</main></body></html>
`.text
}

const mutationsTable = (
  outcome: JudgedMutation['outcome'],
  mutations: readonly JudgedMutation[],
): Markup | null =>
  table(
    outcome,
    mutations.filter((one) => one.outcome === outcome),
    [
      {
        title: 'Mistake',
        cell: ({ kind, what }) =>
          kind === 'danger' ? markup`<strong>${what}</strong>` : markup`${what}`,
      },
      { title: 'What it costs', cell: (one) => markup`${costsText(one)}` },
      { title: 'Caught by', cell: (one) => markup`${catchesText(one)}` },
    ],
  )
