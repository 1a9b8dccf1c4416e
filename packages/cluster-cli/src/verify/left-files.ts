import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { LabEvent } from '@understudy/shared'
import { fileErrorOf } from '../files/file-error.ts'
import { UsageError } from '../usage/errors.ts'

/** What a rehearsal has left in its folder, as far as `verify` needs it. */
export interface LeftFiles {
  readonly report: unknown
  readonly events: readonly LabEvent[]
}

/** Reads them. Refuses a folder that no rehearsal has left, and files that are not whole. */
export function readLeftFiles(name: string, folder: string): LeftFiles {
  const path = resolve(folder, name)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${name}: expected the folder that a rehearsal has left, found none`)
  const read = (file: string): string => {
    try {
      return readFileSync(join(path, file), 'utf8')
    } catch (error) {
      throw new UsageError(`${join(name, file)}: ${fileErrorOf(error)}`)
    }
  }
  const report = parsed(read('report.json'), join(name, 'report.json'))
  const lines = read('events.ndjson').split('\n')
  const events = lines.flatMap((line, i) =>
    line === '' ? [] : [parsed(line, `${join(name, 'events.ndjson')} line ${i + 1}`) as LabEvent],
  )
  if (events.length === 0)
    throw new UsageError(`${join(name, 'events.ndjson')}: expected events, found none`)
  return { report, events }
}

function parsed(text: string, where: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Told below, as any other value that is none.
  }
  throw new UsageError(`${where}: expected a JSON object, found something else`)
}
