import { valueAt } from '@understudy/shared'
import { parseDocument } from 'yaml'
import { UsageError } from '../usage/errors.ts'
import type { YamlSource } from './yaml-source.ts'
import { yamlValue } from './yaml-value.ts'

/** One field of a lab file that the command line sets: `--set clients.representatives=5`. */
export interface LabSetting {
  /** JSON Pointer of the field. */
  readonly pointer: string
  readonly value: unknown
  /** As the user wrote it, for error messages. */
  readonly shown: string
}

/** The option for such settings. */
export const settingOption = {
  value: 'PATH=VALUE',
  help: 'a field of the lab file, as if it stood there; may be given more than once',
  repeatable: true,
} as const

/** `--swing` is short for the field with the swing method. */
export function labSettingsOf(
  swing: string | undefined,
  sets: readonly string[] = [],
): readonly LabSetting[] {
  const bySwing =
    swing === undefined
      ? []
      : [{ pointer: '/network/swing', value: swing, shown: `option --swing ${swing}` }]
  return [...bySwing, ...sets.map(settingOf)]
}

/** The value is read as YAML, as if it stood in the file. */
function settingOf(text: string): LabSetting {
  const [, path = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? []
  const keys = path.split('.')
  const shown = `option --set ${text.length > 60 ? `${text.slice(0, 57)}...` : text}`
  // What every object has by itself (constructor) is not a field of a lab.
  if (keys.some((key) => !/^([A-Za-z][A-Za-z0-9-]*|\d{1,4})$/.test(key) || key in {}))
    throw new UsageError(`${shown}: expected path=value, as in --set clients.representatives=5`)
  return { pointer: `/${keys.join('/')}`, value: yamlOf(value, shown), shown }
}

function yamlOf(text: string, shown: string): unknown {
  try {
    const document = parseDocument(text, { prettyErrors: false })
    const [fault] = [...document.errors, ...document.warnings]
    if (fault !== undefined) throw fault
    return yamlValue(document)
  } catch (error) {
    const [sentence] = (error as Error).message.split('\n')
    throw new UsageError(`${shown}: the value is not valid YAML: ${sentence}`)
  }
}

/** The file with the settings applied; error messages about these name the option, not a line. */
export function withSettings(source: YamlSource, settings: readonly LabSetting[]): YamlSource {
  if (settings.length === 0) return source
  const value = settings.reduce<unknown>(
    (file, setting) => setAt(file, setting.pointer.split('/').slice(1), setting),
    source.value,
  )
  const placeOf = (pointer: string): string => {
    const made = valueAt(source.value, pointer) === undefined
    const own = settings.findLast(
      (setting) =>
        isWithin(pointer, setting.pointer) || (made && isWithin(setting.pointer, pointer)),
    )
    return own === undefined ? source.placeOf(pointer) : own.shown
  }
  return { ...source, value, placeOf }
}

const isWithin = (pointer: string, outer: string): boolean => `${pointer}/`.startsWith(`${outer}/`)

/** A copy with the value in place; missing objects on the way are created. */
function setAt(at: unknown, [key = '', ...rest]: readonly string[], setting: LabSetting): unknown {
  if (Array.isArray(at)) {
    const index = Number(key)
    if (!/^\d+$/.test(key) || index > at.length)
      throw new UsageError(
        `${setting.shown}: expected a number up to ${at.length} for ${key}, which counts in a list`,
      )
    const items: unknown[] = [...at]
    items[index] = rest.length === 0 ? setting.value : setAt(items[index], rest, setting)
    return items
  }
  if (at !== undefined && at !== null && typeof at !== 'object')
    throw new UsageError(`${setting.shown}: there is nothing within a value like ${String(at)}`)
  const fields = (at ?? {}) as Readonly<Record<string, unknown>>
  const known = Object.hasOwn(fields, key) ? fields[key] : undefined
  return { ...fields, [key]: rest.length === 0 ? setting.value : setAt(known, rest, setting) }
}
