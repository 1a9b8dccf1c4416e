/** What a terminal shows after it was sent that: its lines, without colors. It knows what is drawn in place with, and refuses the rest. */
export function shownOn(sent: string): readonly string[] {
  const lines: string[] = ['']
  let [row, column] = [0, 0]
  const put = (text: string): void => {
    const line = (lines[row] ?? '').padEnd(column)
    lines[row] = line.slice(0, column) + text + line.slice(column + text.length)
    column += text.length
  }
  const codes: Readonly<Record<string, (count: number) => void>> = {
    A: (count) => (row = Math.max(0, row - count)),
    B: (count) => (row += count),
    G: (count) => (column = count - 1),
    K: (what) => (lines[row] = what === 2 ? '' : (lines[row] ?? '').slice(0, column)),
    m: () => {},
    h: () => {},
    l: () => {},
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is read
  for (const [, count, code, text] of sent.matchAll(/\x1b\[\??(\d*)([A-Za-z])|([^\x1b])/g)) {
    const act = code === undefined ? undefined : codes[code]
    if (code !== undefined && act === undefined) throw new Error(`unknown: ESC [ ${count}${code}`)
    // Erasing counts from 0, all else from 1.
    if (act !== undefined) act(count === '' && code !== 'K' ? 1 : Number(count))
    else if (text === '\n') [row, column] = [row + 1, 0]
    else if (text === '\r') column = 0
    else put(text ?? '')
    lines[row] ??= ''
  }
  return lines.map((line) => line.trimEnd())
}
