import { didYouMean, nearestWord } from '@understudy/shared'
import { UsageError } from './errors.ts'

/** Refuses an unknown word, naming the nearest known one, or all if none is near. */
export function unknownWord(what: string, word: string, known: readonly string[]): UsageError {
  return new UsageError(`unknown ${what} "${word}"; ${suggestion(word, known)}`)
}

export function suggestion(word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known)
  return nearest === undefined
    ? `expected one of: ${known.join(', ')}`
    : didYouMean('alone', nearest)
}
