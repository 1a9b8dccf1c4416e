import { UsageError } from './errors.ts'

/** A seed as the user gives it; kept as text, because it is used and reported as text. */
export function seedOf(text: string | undefined): string {
  if (text === undefined) return '1'
  if (!/^\d{1,15}$/.test(text))
    throw new UsageError(
      `option --seed expects an integer from 0 with up to 15 digits, found "${text}"`,
    )
  return String(Number(text))
}

/** A whole number within bounds. */
export function integerOf(
  option: string,
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw new UsageError(`option ${option} expects an integer from ${min} to ${max}, found "${text}"`)
}

/** The name of a lab, which is also the name of its folder. */
export function labNameOf(text: string, option = '--name'): string {
  if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(text)) return text
  throw new UsageError(
    `option ${option} expects lower-case letters, digits and "-" (at most 63), found "${text}"`,
  )
}

/** Exactly the words a command takes, by name. */
export function wordsOf(words: readonly string[], names: readonly string[]): readonly string[] {
  const missing = names[words.length]
  if (missing !== undefined) throw new UsageError(`<${missing}> is missing`)
  const extra = words[names.length]
  if (extra !== undefined)
    throw new UsageError(
      `expected ${names.length === 0 ? 'no further word' : names.map((n) => `<${n}>`).join(' ')}, found also "${extra}"`,
    )
  return words
}
