import { didYouMean, nearestWord } from '@understudy/shared'

/** Something in a runbook that cannot be played. `path` is a JSON Pointer ("/windows/0/steps/3/do"). */
export interface RunbookError {
  readonly path: string
  readonly expected: string
  readonly found: string
}

/** "an operation (did you mean "sync-now"?)" if a known word is similar. */
export function expectedOneOf(what: string, word: string, known: readonly string[]): string {
  return what + didYouMean('brackets', nearestWord(word, known))
}
