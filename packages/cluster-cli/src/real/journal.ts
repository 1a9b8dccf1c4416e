import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  Conductor,
  type ConductorInput,
  type Heard,
  type RehearsalPlan,
  retell,
} from '@understudy/rehearsal'
import type { LabEvent } from '@understudy/shared'
import { UsageError } from '../usage/errors.ts'

/** What a kept lab's rehearsal was told, a line each, so that another process can go on with it (REH-04). */
export const journalName = 'rehearsal.ndjson'
const format = 'understudy-rehearsal-1'

interface Head {
  readonly format: typeof format
  readonly plan: RehearsalPlan
}

/** Writes it. It holds the plan with its key, and is for the lab's owner alone. */
export class Journal {
  readonly #file: string
  /** The rehearsal has failed and is brought to an end: of what it asks then nothing is gone on with. */
  #isClosing = false

  private constructor(file: string) {
    this.#file = file
  }

  static begin(labFolder: string, plan: RehearsalPlan): Journal {
    const journal = new Journal(join(labFolder, journalName))
    rmSync(journal.#file, { force: true })
    journal.#write({ format, plan } satisfies Head)
    return journal
  }

  static goOn(labFolder: string): Journal {
    return new Journal(join(labFolder, journalName))
  }

  heard(input: ConductorInput, atMs: number): void {
    if (input.kind === 'abort' || (this.#isClosing && input.kind !== 'event')) return
    this.#write({ atMs, input } satisfies Heard)
  }

  /** A step has failed, and nobody is there to be asked. */
  close(): void {
    this.#isClosing = true
  }

  /** There is nothing to go on with. */
  remove(): void {
    rmSync(this.#file, { force: true })
  }

  #write(line: object): void {
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
  }
}

/** A rehearsal that can be gone on with. */
export interface Unfinished {
  readonly labFolder: string
  readonly plan: RehearsalPlan
  readonly heard: readonly Heard[]
}

/** The latest of that folder; refuses with what is missing. */
export function unfinishedIn(outName: string, outFolder: string): Unfinished {
  const labs = existsSync(outFolder) ? readdirSync(outFolder) : []
  const [latest] = labs
    .map((name) => join(outFolder, name))
    .filter((path) => existsSync(join(path, journalName)))
    .sort((one, other) => timeOf(other) - timeOf(one))
  if (latest === undefined)
    throw new UsageError(
      `option --resume: expected in ${outName} the lab of a rehearsal that was not played to its end (rehearse … --keep-lab), found none`,
    )
  const [head, ...lines] = readFileSync(join(latest, journalName), 'utf8').split('\n')
  const read = parse<Head>(head)
  if (read?.format !== format)
    throw new UsageError(`option --resume: ${join(latest, journalName)} is no ${format}`)
  // A process that was killed may have left half a line.
  const heard = lines.flatMap((line) => parse<Heard>(line) ?? [])
  const found = whyOver(read.plan, heard)
  if (found !== undefined)
    throw new UsageError(
      `option --resume: expected in ${outName} a rehearsal that was left between its first window and its end, found one that ${found}; rehearse anew`,
    )
  return { labFolder: latest, plan: read.plan, heard }
}

/** Before its first window there is no step that one could go on from. Undefined = it can be gone on with. */
function whyOver(plan: RehearsalPlan, heard: readonly Heard[]): string | undefined {
  const conductor = new Conductor(plan)
  const { hasBegun } = retell(conductor, heard, 'conductor')
  if (!hasBegun) return 'had not come to its first window'
  return conductor.isOver ? 'was played to its end' : undefined
}

const timeOf = (labFolder: string): number => statSync(join(labFolder, journalName)).mtimeMs

function parse<T>(line = ''): T | undefined {
  try {
    return JSON.parse(line) as T
  } catch {
    return undefined
  }
}

/** The sessions that were acknowledged so far. */
export const acknowledgedIn = (events: readonly LabEvent[]) =>
  events.flatMap((event) =>
    event.name === 'session-acknowledged'
      ? [{ lsid: event.lsid, externalKey: event.externalKey }]
      : [],
  )
