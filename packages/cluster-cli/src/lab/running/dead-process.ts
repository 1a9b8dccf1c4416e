import { CommandError } from '../../usage/errors.ts'
import type { RunningLab } from './choose-lab.ts'

/** Whether that process should be there but is not (LAB-01). Unknown while the supervisor hangs. */
export const isDead = (lab: RunningLab, process: string): boolean =>
  lab.kind === 'local' &&
  lab.answers &&
  lab.record.state === 'running' &&
  !Object.hasOwn(lab.record.processes, process)

/** How to bring it back. Without the network there is no lab, and no supervisor either. */
export const deadSentence = ({ name }: RunningLab, process: string): string =>
  `${process}: its process has ended; bring it back with: understudy restart ${process} --name ${name}`

/** Refuses to ask a process that has ended: the hub would not know it. */
export function requireAlive(lab: RunningLab, process: string): void {
  if (isDead(lab, process)) throw new CommandError(deadSentence(lab, process))
}
