import { isoTimeOf } from '@understudy/shared'

/** An operation's answer for standard output, and what is said besides on standard error; each with its line's end. */
export interface ShownAnswer {
  readonly text: string
  readonly besides: string | undefined
}

/**
 * What goes into a file is given as it is, to be redirected there: CSV (CLI-04) and the block of an Appliance Download Key
 * (UPD-04). Nothing opens either inside JSON, which all else is.
 */
export function shownAnswer(value: unknown): ShownAnswer {
  if (typeof value !== 'object' || value === null)
    return { text: value == null ? 'done\n' : jsonOf(value), besides: undefined }
  const { csv, key, expiresAtMs, warning } = value as Readonly<Record<string, unknown>>
  // It was done as asked, but this is probably not what was meant.
  const besides = typeof warning === 'string' ? `warning: ${warning}\n` : undefined
  if (typeof csv === 'string') return { text: csv, besides }
  if (typeof key === 'string' && key.startsWith('-----BEGIN ') && typeof expiresAtMs === 'number')
    return { text: key, besides: `it expires at ${isoTimeOf(expiresAtMs)}\n` }
  return { text: jsonOf(value), besides }
}

const jsonOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
