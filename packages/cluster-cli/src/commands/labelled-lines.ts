export type LabelledRow = readonly [label: string, text: string]

/** A heading with one line per row below it, the texts aligned. */
export function labelledLines(head: string, rows: readonly LabelledRow[]): string {
  const width = Math.max(...rows.map(([label]) => label.length))
  const lines = rows.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`)
  return `${[head, ...lines].join('\n')}\n`
}
