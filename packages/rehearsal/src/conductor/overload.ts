import type { ClientsConfig } from '@understudy/shared'
import type { Stage } from './stage.ts'

/** How many representatives the customers of the lab keep busy, in the long run and all the time (Little's law). */
export const workOf = ({ sessionLengthMs, sessionEveryMs }: ClientsConfig): number =>
  sessionLengthMs / sessionEveryMs

/** Who can be logged in all the while: not those whose console waits for the update, or for a hand after it (CLI-01, CLI-02). */
export const staffOf = ({ representatives, msiConsoles, earlyConsoles }: ClientsConfig): number =>
  Math.max(0, representatives - Math.max(msiConsoles, earlyConsoles))

/** REH-08: customers who give up because there are too few people would otherwise be taken for the upgrade's fault. */
export function warnOfOverload(stage: Stage): void {
  const { clients } = stage.plan.lab
  const [work, staff] = [workOf(clients), staffOf(clients)]
  if (clients.representatives === 0 || work <= staff) return
  const seconds = (ms: number) => `${Math.round(ms / 100) / 10} s`
  const message = `The lab's ${staff} representatives are asked to do the work of ${Math.round(work * 10) / 10}: a customer comes every ${seconds(clients.sessionEveryMs)} and is helped for ${seconds(clients.sessionLengthMs)}. Customers will give up waiting, whatever the runbook does.`
  stage.record({ name: 'warning', step: 'preflight', code: 'overload', message })
}
