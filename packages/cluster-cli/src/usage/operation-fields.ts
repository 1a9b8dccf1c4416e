import type { Operation } from '@understudy/shared'
import { UsageError } from './errors.ts'
import { optionLines } from './help.ts'
import type { OptionTable } from './options.ts'

/** A field of an operation's input. */
interface Field {
  readonly type: string
  readonly required: boolean
  /** All possible values, if these are words. */
  readonly words?: readonly string[] | undefined
}

/** `--field value` for each field of an operation's input: `peerHost` is --peer-host. */
export function optionsOfInput(input: Operation['input'], secret: readonly string[]): OptionTable {
  return Object.fromEntries(
    Object.entries(fieldsOf(input)).map(([name, { type, required, words }]) => {
      const help = `${name}${required ? '' : ' (may be left out)'}`
      if (secret.includes(name))
        return [
          `${optionOf(name)}-file`,
          { value: 'FILE', help: `${help}; secret: a file that holds it` },
        ]
      const one = words === undefined ? '' : `: ${words.join(', ')}`
      return [optionOf(name), { value: valueNames[type] ?? 'TEXT', help: `${help}${one}` }]
    }),
  )
}

/** The options' values, in the types of the input's fields. `readSecret` returns a file's text. */
export function inputOfOptions(
  input: Operation['input'],
  values: ReadonlyMap<string, string>,
  readSecret: (file: string) => string,
): Readonly<Record<string, unknown>> {
  const given: Record<string, unknown> = {}
  for (const [name, { type }] of Object.entries(fieldsOf(input))) {
    const text = values.get(optionOf(name))
    const file = values.get(`${optionOf(name)}-file`)
    if (text !== undefined) given[name] = typed(optionOf(name), type, text)
    if (file !== undefined) given[name] = readSecret(file)
  }
  return given
}

/** Help lines for the fields; for an input that can be of several kinds, one line per kind. */
export function fieldLines(
  input: Operation['input'],
  secret: readonly string[],
): readonly string[] {
  const { anyOf } = input as { anyOf?: readonly Operation['input'][] }
  if (anyOf === undefined) return optionLines(optionsOfInput(input, secret))
  return ['--input JSON, one of:', ...anyOf.map((kind) => `  ${shapeOf(kind)}`)]
}

/** { kind: "latency", from, to, latencyMs, jitterMs? } */
function shapeOf(input: Operation['input']): string {
  const { properties = {} } = input as { properties?: Record<string, { const?: unknown }> }
  const fields = Object.entries(fieldsOf(input)).map(([name, { required }]) => {
    const only = properties[name]?.const
    return `${name}${required ? '' : '?'}${only === undefined ? '' : `: ${JSON.stringify(only)}`}`
  })
  return `{ ${fields.join(', ')} }`
}

const valueNames: Readonly<Record<string, string>> = {
  integer: 'N',
  number: 'N',
  boolean: 'true|false',
  array: 'JSON',
}

function typed(option: string, type: string, text: string): unknown {
  switch (type) {
    case 'integer':
    case 'number':
      if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
      throw new UsageError(`option --${option} expects a number, found "${text}"`)
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true'
      throw new UsageError(`option --${option} expects true or false, found "${text}"`)
    case 'array':
      return jsonOf(`option --${option}`, text)
    default:
      return text
  }
}

/** The JSON the user wrote; otherwise an error that says where it was given. */
export function jsonOf(what: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${what}: expected JSON: ${(error as Error).message}`)
  }
}

function fieldsOf(input: Operation['input']): Readonly<Record<string, Field>> {
  const { properties = {}, required = [] } = input as {
    properties?: Record<string, { type?: string; enum?: readonly string[] }>
    required?: string[]
  }
  return Object.fromEntries(
    Object.entries(properties).map(([name, { type = 'string', enum: words }]) => [
      name,
      { type, required: required.includes(name), words },
    ]),
  )
}

const optionOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
