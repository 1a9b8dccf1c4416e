import type { Refusal } from '@understudy/shared'
import { IntlMessageFormat } from 'intl-messageformat'
import { choiceTexts } from '../texts/choices.ts'
import { refusalTexts } from '../texts/refusals/refusals.ts'
import { type TextKey, texts } from '../texts/texts.ts'
import type { Language } from './language.ts'
import { textIn } from './text.ts'

export type Values = Readonly<Record<string, string | number | boolean>>

/** Sentences, names, times and numbers of one language. */
export interface Words {
  readonly language: Language
  text(key: TextKey, values?: Values): string
  /** A value that a form offers, by its name in the schema. */
  choice(value: string): string
  /** By the refusal's code; in English it is the catalogue's own sentence. */
  refusal(refusal: Refusal): string
  number(value: number): string
  /** A moment, to the second, in universal time. Null: never. */
  moment(atMs: number | null): string
  duration(ms: number): string
  bytes(count: number): string
}

const formats = {
  moment: { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** Messages are parsed when they are first asked for, and kept. */
export function wordsOf(language: Language): Words {
  const messages = new Map<string, IntlMessageFormat>()
  const numbers = new Intl.NumberFormat(language)
  const parts = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const moments = new Intl.DateTimeFormat(language, formats.moment)
  const written = (message: string, values: Values = {}): string => {
    if (!message.includes('{')) return message
    let known = messages.get(message)
    if (known === undefined) {
      known = new IntlMessageFormat(message, language, undefined, { ignoreTag: true })
      messages.set(message, known)
    }
    return String(known.format(values))
  }
  const text = (key: TextKey, values?: Values): string =>
    written(textIn(texts[key], language), values)
  return {
    language,
    text,
    choice(value) {
      const known = Object.hasOwn(choiceTexts, value)
        ? choiceTexts[value as keyof typeof choiceTexts]
        : undefined
      return known === undefined ? value : written(textIn(known, language))
    },
    refusal: ({ code, message, details }) =>
      language === 'en'
        ? message
        : written(textIn([message, ...refusalTexts[code]], language), details),
    number: (value) => numbers.format(value),
    moment: (atMs) => (atMs === null ? text('time.never') : `${moments.format(atMs)} UTC`),
    duration: (ms) => {
      const [count, unit] = inUnits(ms)
      return text(`time.${unit}`, { count: parts.format(count) })
    },
    bytes: (count) => {
      const [size, unit] = inBytes(count)
      return `${parts.format(size)} ${unit}`
    },
  }
}

const inUnits = (ms: number): [number, 'days' | 'hours' | 'minutes' | 'seconds'] => {
  if (ms >= 172_800_000) return [ms / 86_400_000, 'days']
  if (ms >= 7_200_000) return [ms / 3_600_000, 'hours']
  return ms >= 120_000 ? [ms / 60_000, 'minutes'] : [ms / 1_000, 'seconds']
}

const inBytes = (count: number): [number, string] => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, count)) / 10))
  return [count / 1024 ** power, units[power] ?? 'B']
}
