import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import type { LabEvent } from '@understudy/shared'
import type { KeptContent } from '../output/kept-content.ts'
import { CommandError } from '../usage/errors.ts'
import type { Terminal } from '../usage/terminal.ts'
import { controlPaths } from './control-paths.ts'
import type { RehearsalAsked, RehearsalLine } from './lab-told.ts'
import type { RemoteLab } from './remote-lab.ts'

export interface RehearsedRemotely {
  readonly events: readonly LabEvent[]
  /** What steps downloaded, by file name. */
  readonly kept: ReadonlyMap<string, KeptContent>
  readonly wallTimeMs: number
}

/**
 * Has a runbook played on a lab in containers and receives its events as they happen. A request to stop brings it to an
 * orderly end there; a second one disconnects, and the lab ends it by itself.
 */
export async function rehearseRemotely(
  { door }: Pick<RemoteLab, 'door'>,
  asked: RehearsalAsked,
  onEvent: (event: LabEvent) => void,
  onStop: Terminal['onStop'],
): Promise<RehearsedRemotely> {
  const stream = await door.stream(controlPaths.rehearsals, asked, null)
  let isStopping = false
  const forget = onStop(() => {
    if (isStopping) stream.destroy()
    else door.ask(controlPaths.stopRehearsal, {}).catch(() => stream.destroy())
    isStopping = true
  })
  const events: LabEvent[] = []
  const kept = new Map<string, KeptContent>()
  try {
    for await (const text of createInterface({ input: stream })) {
      const line = JSON.parse(text) as RehearsalLine
      if ('failure' in line) throw new CommandError(line.failure)
      if ('wallTimeMs' in line) return { events, kept, wallTimeMs: line.wallTimeMs }
      if ('kept' in line) {
        // It becomes a file here: a name from elsewhere must not lead out of the folder (SEC-03).
        if (basename(line.kept) === line.kept) kept.set(line.kept, contentOf(line))
        continue
      }
      events.push(line.event)
      onEvent(line.event)
    }
    throw new CommandError(`${door.url} hung up before the rehearsal was over`)
  } finally {
    forget()
    door.close()
  }
}

const contentOf = (line: Extract<RehearsalLine, { kept: string }>): KeptContent =>
  'text' in line ? line.text : Buffer.from(line.base64, 'base64')
