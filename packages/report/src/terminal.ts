/** Colours of a terminal, or none. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly soft: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly warn: (text: string) => string
}

export function paintOf(color: boolean): Paint {
  const by = (code: number) => (text: string) => (color ? `\u001B[${code}m${text}\u001B[0m` : text)
  return { bold: by(1), soft: by(2), good: by(32), bad: by(31), warn: by(33) }
}

/** Text from a lab, made harmless for a terminal: no control or format characters (SEC-03). */
export const harmless = (text: string): string => text.replace(/\p{Cc}|\p{Cf}/gu, '\uFFFD')

/** Breaks words into lines no wider than `width`, the first line included. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** A text column is cut where the line is too long; a number column (right-aligned) never is. */
export interface TextColumn {
  readonly title: string
  readonly number?: boolean
}

const gap = '   '

/** An aligned table, titles first, cells made harmless. Empty if it has no rows. */
export function alignedTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  if (rows.length === 0) return []
  const all = [columns.map(({ title }) => title), ...rows.map((row) => row.map(harmless))]
  const widths = columns.map((_column, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)))
  const excess = widths.reduce((sum, each) => sum + each + gap.length, -gap.length) - width
  const widest = columns.findIndex(
    (c, i) => c.number !== true && widths[i] === widestOf(columns, widths),
  )
  if (excess > 0 && widest !== -1) widths[widest] = Math.max(8, (widths[widest] ?? 0) - excess)
  return all.map((row) =>
    columns
      .map(({ number }, i) => aligned(row[i] ?? '', widths[i] ?? 0, number === true))
      .join(gap)
      .trimEnd(),
  )
}

const widestOf = (columns: readonly TextColumn[], widths: readonly number[]): number =>
  Math.max(...widths.filter((_width, i) => columns[i]?.number !== true))

function aligned(text: string, width: number, number: boolean): string {
  if (number) return text.padStart(width)
  return (text.length > width ? `${text.slice(0, width - 1)}…` : text).padEnd(width)
}
