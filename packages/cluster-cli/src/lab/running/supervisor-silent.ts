import { LabError } from '../lab-error.ts'

/** Something listens where a lab's supervisor should, but says nothing: it hangs, or is stopped (SIGSTOP). */
export class SupervisorSilent extends LabError {
  constructor(timeoutMs: number) {
    super(`the lab's supervisor has not answered within ${timeoutMs / 1_000} s`)
  }
}

/** What a person can do about it. */
export const silentSupervisor = (name: string, pid: number): string =>
  `the supervisor of the lab ${name} (process ${pid}) does not answer; end it with: understudy down --force --name ${name}`
