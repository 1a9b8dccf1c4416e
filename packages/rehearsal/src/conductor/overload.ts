import type { ClientsConfig } from '@understudy/shared'
import type { Stage } from './stage.ts'

/**
 * How many representatives the customers keep busy in the busiest hour, in the long run (Little's law), and how often a
 * customer comes.
 */
function workOf({ sessionLengthMs, sessionEveryMs, dayProfile = [1] }: ClientsConfig) {
  const everyMs = sessionEveryMs / Math.max(...dayProfile)
  return { work: sessionLengthMs / everyMs, everyMs }
}

/**
 * Representatives who can be logged in all the time: not those whose console waits for the update, or for a hand after
 * it (CLI-01, CLI-02).
 */
const staffOf = ({ representatives, msiConsoles, earlyConsoles }: ClientsConfig): number =>
  Math.max(0, representatives - Math.max(msiConsoles, earlyConsoles))

/** REH-08: otherwise the upgrade would be blamed for customers who give up because there are too few people. */
export function warnOfOverload(stage: Stage): void {
  const { clients } = stage.plan.lab
  const { work, everyMs } = workOf(clients)
  const staff = staffOf(clients)
  if (clients.representatives === 0 || work <= staff) return
  const seconds = (ms: number) => `${Math.round(ms / 100) / 10} s`
  const message = `The lab's ${staff} representatives are asked to do the work of ${Math.round(work * 10) / 10}: a customer comes every ${seconds(everyMs)} and is helped for ${seconds(clients.sessionLengthMs)}. Customers will give up waiting, whatever the runbook does.`
  stage.record({ name: 'warning', step: 'preflight', code: 'overload', message })
}
