import type { Catch } from './catches.ts'
import type { JudgedMutation } from './judge.ts'
import type { RunbookMutations } from './result.ts'

/** The table of a runbook's mistakes, as Markdown. */
export function mutationsMarkdown({ mutations, ...all }: RunbookMutations): string {
  const { runbook, lab, seed, counts } = all
  return [
    `## ${runbook}`,
    '',
    `Lab \`${lab}\`, seed ${seed}: ${mutations.length} mistakes, ${counts.caught} caught, ${counts.harmless} harmless, ${counts.missed} missed.`,
    '',
    '| mistake | outcome | what it costs | caught by |',
    '|---|---|---|---|',
    ...mutations.map((mutation) => `| ${cellsOf(mutation).map(inCell).join(' | ')} |`),
    '',
  ].join('\n')
}

const cellsOf = (mutation: JudgedMutation): readonly string[] => [
  mutation.kind === 'danger' ? `**${mutation.what}**` : mutation.what,
  mutation.outcome,
  costsText(mutation),
  catchesText(mutation),
]

export const costsText = ({ costs }: JudgedMutation): string =>
  costs.length === 0 ? 'nothing' : costs.map(({ text }) => text).join('; ')

/** Names only; the sentences are in the JSON. */
export const catchesText = ({ catches }: JudgedMutation): string =>
  [...new Set(catches.map(catchText))].join(', ')

function catchText({ by, which, text }: Catch): string {
  switch (by) {
    case 'step':
      return `step ${which}`
    case 'warning':
      return `warning ${which}`
    case 'runbook-check':
      return 'check of the file'
    case 'preflight':
      return 'preflight'
    case 'verdict':
      return `verdict: ${text}`
    default:
      return by satisfies never
  }
}

const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
