import { tokenOf } from '../folder/lab-folder.ts'
import { LabError } from '../lab-error.ts'
import type { LocalLab } from './choose-lab.ts'
import { askSupervisor, type Request } from './control.ts'
import { SupervisorSilent, silentSupervisor } from './supervisor-silent.ts'

/**
 * Has a lab's supervisor do something, and waits until it is done. A LabError if the supervisor hangs, refuses or ends
 * before; `endedBefore` says what it was in the middle of.
 */
export async function askLab(lab: LocalLab, request: Request, endedBefore: string): Promise<void> {
  const { controlPort, pid } = lab.record
  const silent = new LabError(silentSupervisor(lab.name, pid))
  if (!lab.answers) throw silent
  try {
    if (await askSupervisor(controlPort, tokenOf(lab.folder), request)) return
  } catch (error) {
    throw error instanceof SupervisorSilent ? silent : error
  }
  throw new LabError(`the lab ${lab.name} ${endedBefore}`)
}
