import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { LabEvent } from '@understudy/shared'
import { fileErrorOf } from '../files/file-error.ts'
import { linesIn } from '../files/lines-in.ts'
import { UsageError } from '../usage/errors.ts'

/** What a rehearsal left in its folder. */
export interface LeftFiles {
  readonly report: unknown
  readonly events: readonly LabEvent[]
}

/** Reads them. Refuses a folder that no rehearsal has written, and files that are incomplete. */
export function readLeftFiles(name: string, folder: string): LeftFiles {
  return { report: readLeftReport(name, folder), events: [...leftEvents(name, folder)] }
}

const readLeftReport = (name: string, folder: string): unknown =>
  parsed(
    readLeft(name, folder, 'report.json', (path) => readFileSync(path, 'utf8')),
    join(name, 'report.json'),
  )

/**
 * The events alone, which are enough for everything except the wall-clock time the rehearsal took. They are read anew each time that
 * somebody goes through them: there may be millions. Refuses at once where there are none.
 */
export function leftEvents(name: string, folder: string): Iterable<LabEvent> {
  const where = join(name, 'events.ndjson')
  return readLeft(name, folder, 'events.ndjson', (path) => {
    const events = { [Symbol.iterator]: () => eventsIn(path, where) }
    for (const _ of events) return events
    throw new UsageError(`${where}: expected events, found none`)
  })
}

function* eventsIn(path: string, where: string): Generator<LabEvent> {
  let number = 0
  for (const line of linesIn(path)) {
    number += 1
    if (line !== '') yield parsed(line, `${where} line ${number}`) as LabEvent
  }
}

function readLeft<T>(name: string, folder: string, file: string, read: (path: string) => T): T {
  const path = resolve(folder, name)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${name}: expected the folder that a rehearsal has left, found none`)
  try {
    return read(join(path, file))
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${join(name, file)}: ${fileErrorOf(error)}`)
  }
}

/** How long the rehearsal took, which only its report says; undefined if that is missing or incomplete. */
export function leftWallTimeMs(name: string, folder: string): number | undefined {
  try {
    const { wallTimeMs } = readLeftReport(name, folder) as { readonly wallTimeMs?: unknown }
    return typeof wallTimeMs === 'number' && wallTimeMs >= 0 ? wallTimeMs : undefined
  } catch (error) {
    if (error instanceof UsageError) return undefined
    throw error
  }
}

function parsed(text: string, where: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Reported below, like any other value that is not an object.
  }
  throw new UsageError(`${where}: expected a JSON object, found something else`)
}
