import { parseArgs } from 'node:util'
import { UsageError } from './errors.ts'
import { unknownWord } from './unknown-word.ts'

/** An option of a command. Without `value` it is a flag. */
export interface Option {
  /** What the value is, for help: "FILE". */
  readonly value?: string
  readonly help: string
  /** May be given more than once: found in `lists`, in the order given. */
  readonly repeatable?: true
}

export type OptionTable = Readonly<Record<string, Option>>

export interface CommandLine {
  readonly words: readonly string[]
  readonly values: ReadonlyMap<string, string>
  readonly flags: ReadonlySet<string>
  readonly lists: ReadonlyMap<string, readonly string[]>
}

/** Splits arguments into words, values and flags. Refuses unknown, repeated and incomplete options. */
export function parseOptions(args: readonly string[], table: OptionTable): CommandLine {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, option]) => [
      name,
      { type: option.value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  const { tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const words: string[] = []
  const values = new Map<string, string>()
  const flags = new Set<string>()
  const lists = new Map<string, string[]>()
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(table, token.name) ? table[token.name] : undefined
    if (option === undefined) throw unknownWord('option', token.rawName, namesOf(table))
    if (values.has(token.name) || flags.has(token.name))
      throw new UsageError(`option --${token.name} is given twice`)
    if (option.repeatable === true && option.value !== undefined)
      listed(lists, token.name).push(optionValue(token.name, option.value, token))
    else if (option.value === undefined) flags.add(flagOf(token.name, token.value))
    else values.set(token.name, optionValue(token.name, option.value, token))
  }
  return { words, values, flags, lists }
}

function listed(lists: Map<string, string[]>, name: string): string[] {
  const known = lists.get(name)
  if (known !== undefined) return known
  const list: string[] = []
  lists.set(name, list)
  return list
}

const namesOf = (table: OptionTable): readonly string[] => Object.keys(table).map((n) => `--${n}`)

function flagOf(name: string, value: string | undefined): string {
  if (value !== undefined) throw new UsageError(`option --${name} takes no value, found "${value}"`)
  return name
}

/** `--lab --json` names no lab: a value that looks like an option is written --lab=--json. */
function optionValue(
  name: string,
  expected: string,
  token: { readonly value?: string | undefined; readonly inlineValue?: boolean | undefined },
): string {
  const { value, inlineValue } = token
  if (value === undefined || (value.startsWith('--') && inlineValue !== true))
    throw new UsageError(`option --${name} expects ${expected}, found ${value ?? 'nothing'}`)
  return value
}
