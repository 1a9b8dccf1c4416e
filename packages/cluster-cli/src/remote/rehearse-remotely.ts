import { createInterface } from 'node:readline'
import type { LabEvent } from '@understudy/shared'
import { CommandError } from '../usage/errors.ts'
import type { Terminal } from '../usage/terminal.ts'
import { controlPaths } from './control-paths.ts'
import type { RehearsalAsked, RehearsalLine } from './lab-told.ts'
import type { RemoteLab } from './remote-lab.ts'

/**
 * Has a runbook played on a lab in containers, and hears its events as they happen. A request to stop brings it to an orderly
 * end there; a second one leaves, and the lab ends it by itself.
 */
export async function rehearseRemotely(
  { door }: RemoteLab,
  asked: RehearsalAsked,
  onEvent: (event: LabEvent) => void,
  onStop: Terminal['onStop'],
): Promise<{ readonly events: readonly LabEvent[]; readonly wallTimeMs: number }> {
  const stream = await door.stream(controlPaths.rehearsals, asked, null)
  let isStopping = false
  const forget = onStop(() => {
    if (isStopping) stream.destroy()
    else door.ask(controlPaths.stopRehearsal, {}).catch(() => stream.destroy())
    isStopping = true
  })
  const events: LabEvent[] = []
  try {
    for await (const text of createInterface({ input: stream })) {
      const line = JSON.parse(text) as RehearsalLine
      if ('failure' in line) throw new CommandError(line.failure)
      if ('wallTimeMs' in line) return { events, wallTimeMs: line.wallTimeMs }
      events.push(line.event)
      onEvent(line.event)
    }
    throw new CommandError(`${door.url} hung up before the rehearsal was over`)
  } finally {
    forget()
    door.close()
  }
}
