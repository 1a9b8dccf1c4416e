import { setTimeout } from 'node:timers/promises'
import type { LabFolder } from '../folder/lab-folder.ts'
import { removeRecord } from '../folder/lab-record.ts'
import { LabError } from '../lab-error.ts'
import { isAlive } from '../processes/is-alive.ts'
import { labProcesses } from './lab-processes.ts'

/** Real time. A killed process is gone at once, unless the kernel holds it (a dead network drive). */
const goneWithinMs = 5_000
const pollMs = 20

/** Kills the processes of a lab whose supervisor does not end it, or is gone itself. Returns how many there were. */
export async function endByForce(folder: LabFolder, name: string): Promise<number> {
  const pids = labProcesses(folder)
  for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  for (let waitedMs = 0; pids.some(isAlive); waitedMs += pollMs) {
    if (waitedMs >= goneWithinMs)
      throw new LabError(`the lab ${name}: ${pids.filter(isAlive).join(', ')} cannot be killed`)
    await setTimeout(pollMs)
  }
  removeRecord(folder.recordFile)
  return pids.length
}
