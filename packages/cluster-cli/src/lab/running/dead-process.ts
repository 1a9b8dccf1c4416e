import { CommandError } from '../../usage/errors.ts'
import type { RunningLab } from './choose-lab.ts'

/** Whether that process should be there, and is not (LAB-01). Nobody knows while the supervisor hangs. */
export const isDead = (lab: RunningLab, process: string): boolean =>
  lab.kind === 'local' &&
  lab.answers &&
  lab.record.state === 'running' &&
  !Object.hasOwn(lab.record.processes, process)

/** How to bring it back. The network is the lab's end, with its supervisor. */
export const deadSentence = ({ name }: RunningLab, process: string): string =>
  `${process}: its process has ended; bring it back with: understudy restart ${process} --name ${name}`

/** Refuses to ask a process that has ended: it would be a stranger to the hub. */
export function requireAlive(lab: RunningLab, process: string): void {
  if (isDead(lab, process)) throw new CommandError(deadSentence(lab, process))
}
