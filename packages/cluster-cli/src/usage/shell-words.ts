import { UsageError } from './errors.ts'

const piece = /\s+|"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)|([^\s"'\\]+)/gsu

/** The words of a line as a POSIX shell would split them, without expansions. A UsageError if a quote is left open. */
export function shellWords(line: string): readonly string[] {
  const words: string[] = []
  let word: string | undefined
  let at = 0
  for (const found of line.matchAll(piece)) {
    if (found.index !== at) break
    at += found[0].length
    const [, double, single, escaped, plain] = found
    const text = double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? escaped ?? plain
    if (text !== undefined) {
      word = (word ?? '') + text
      continue
    }
    if (word !== undefined) words.push(word)
    word = undefined
  }
  if (at < line.length)
    throw new UsageError(`expected a closing quote, found none: ${line.slice(at, at + 40)}`)
  return word === undefined ? words : [...words, word]
}
