import type { OperationName } from '@understudy/shared'
import { type Field, fieldsOf } from './fields.ts'

/** A form as it was sent: each name with its value, or with several. */
export type Entered = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * The input of an operation from a form's fields. What cannot be read is passed on as it is: the schema's own refusal says then
 * what was expected. A field that the form did not have is left out.
 */
export function inputFrom(operation: OperationName, entered: Entered): Record<string, unknown> {
  return inputOfFields(fieldsOf(operation), entered, '')
}

function inputOfFields(
  fields: readonly Field[],
  entered: Entered,
  prefix: string,
): Record<string, unknown> {
  const values = fields.flatMap((field): readonly (readonly [string, unknown])[] => {
    const value = entryOf(field, entered, `${prefix}${field.name}`)
    return value === undefined ? [] : [[field.name, value]]
  })
  return Object.fromEntries(values)
}

function entryOf(field: Field, entered: Entered, path: string): unknown {
  if (field.kind === 'group') {
    const given = field.fields.flatMap(({ name }) => allOf(entered[`${path}.${name}`]))
    if (given.some((value) => value !== '')) return inputOfFields(field.fields, entered, `${path}.`)
    return field.nullable && given.length > 0 ? null : undefined
  }
  const all = allOf(entered[path])
  const last = all.at(-1)
  if (last === undefined) return undefined
  switch (field.kind) {
    case 'yes-no':
    case 'confirmation':
      return last === 'true'
    case 'choices':
      return all.filter((value) => value !== '')
    case 'lines': {
      const lines = linesIn(last)
      return lines.length === 0 && field.nullable ? null : lines
    }
    case 'records':
      return linesIn(last).map((line) => recordOf(field.keys, line))
    default:
      return last === '' ? (field.nullable ? null : emptyOf(field)) : oneOf(field, last)
  }
}

const linesIn = (text: string): readonly string[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** `vpn = Cannot connect`: the last field may hold the mark itself. */
function recordOf(keys: readonly string[], line: string): Record<string, string> {
  const parts = line.split('=')
  const last = keys.length - 1
  const values = [...parts.slice(0, last), parts.slice(last).join('=')]
  return Object.fromEntries(keys.map((key, place) => [key, (values[place] ?? '').trim()]))
}

/** Somebody left it empty: an optional field is not given, and a required text is the empty one. */
const emptyOf = ({ required, kind }: Field): unknown =>
  required && (kind === 'text' || kind === 'secret') ? '' : undefined

function oneOf(field: Field, text: string): unknown {
  switch (field.kind) {
    case 'number':
      return numberOr(text, Number(text))
    case 'seconds':
      return numberOr(text, Math.round(Number(text.replace(',', '.')) * 1_000))
    case 'moment':
      return numberOr(text, momentOf(text))
    default:
      return text
  }
}

const numberOr = (text: string, value: number): unknown => (Number.isFinite(value) ? value : text)

const allOf = (value: Entered[string]): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

/** `2012-10-12T08:30` or with seconds, in universal time; the proleptic Gregorian calendar counts the days. */
function momentOf(text: string): number {
  const found = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?$/.exec(text)
  if (found === null) return Number.NaN
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0))
  const days = daysBefore(year, month) + day - 1
  return ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1_000
}

/** Days from 1970-01-01 to the first of that month. */
function daysBefore(year: number, month: number): number {
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5)
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * 146_097 + dayOfEra + dayOfYear - 719_468
}
