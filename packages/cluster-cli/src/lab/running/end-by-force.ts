import { execFileSync } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { removeRecord } from '../folder/lab-record.ts'
import { LabError } from '../lab-error.ts'
import { isAlive } from '../processes/is-alive.ts'
import type { LocalLab } from './choose-lab.ts'

/** Real time. A process that is killed is gone at once, unless the kernel holds it (a dead network drive). */
const goneWithinMs = 5_000
const pollMs = 20

/**
 * Kills the processes of a lab whose supervisor does not end it, by their ids. An id may be somebody else's by now: only
 * a process that names the lab's folder on its command line is meant.
 */
export async function endByForce({ folder, record, name }: LocalLab): Promise<void> {
  const noted = [record.pid, ...Object.values(record.processes).map(({ pid }) => pid)]
  const pids = noted.filter((pid) => commandLineOf(pid).includes(folder.path))
  for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  for (let waitedMs = 0; pids.some(isAlive); waitedMs += pollMs) {
    if (waitedMs >= goneWithinMs)
      throw new LabError(`the lab ${name}: ${pids.filter(isAlive).join(', ')} cannot be killed`)
    await setTimeout(pollMs)
  }
  removeRecord(folder.recordFile)
}

/** Empty where there is no such process. */
function commandLineOf(pid: number): string {
  try {
    const args = ['-ww', '-o', 'args=', '-p', String(pid)]
    return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}
