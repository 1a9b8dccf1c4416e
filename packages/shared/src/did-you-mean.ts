import { distance } from 'fastest-levenshtein'

/** The known word nearest to an unknown one, or undefined if all differ in over 2 and over a third of its letters. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(2, Math.ceil(word.length / 3)) + 1
  for (const candidate of known) {
    const found = distance(word.toLowerCase(), candidate.toLowerCase())
    if (found >= bestDistance) continue
    best = candidate
    bestDistance = found
  }
  return best
}

/** The question after a full sentence, in brackets, after a semicolon, or alone. */
const forms = {
  sentence: (word: string) => ` Did you mean "${word}"?`,
  brackets: (word: string) => ` (did you mean "${word}"?)`,
  clause: (word: string) => `; did you mean "${word}"?`,
  alone: (word: string) => `did you mean "${word}"?`,
} as const

/** Asks whether that word was meant, ready to append to the text before; '' if there is no word. */
export const didYouMean = (form: keyof typeof forms, nearest: string | undefined): string =>
  nearest === undefined ? '' : forms[form](nearest)
