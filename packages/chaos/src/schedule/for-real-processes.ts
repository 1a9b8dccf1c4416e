import type { Random } from '@understudy/shared'
import { drawFault, type ScheduledFault } from '../nemesis/scheduled-fault.ts'
import { type FaultName, faultKinds, faultNames } from '../nemesis/table.ts'
import type { LabOptions } from './lab-options.ts'
import type { Schedule } from './schedule.ts'

/*
 * What of a schedule real processes can be put through (CHA-06). There each run costs seconds, so that none is to pass
 * without a kill and without a change of roles.
 */

/** Kinds that only virtual boxes have, with the reason. */
export const onlyVirtualFaults: ReadonlyMap<FaultName, string> = new Map(
  faultNames.flatMap((name) => {
    const { onlyVirtual } = faultKinds[name]
    return onlyVirtual === null ? [] : [[name, onlyVirtual] as const]
  }),
)

/** Roles change before anything else is broken: later it might be refused. */
const quietMs = 5_000

/** The drawn faults, and before them a swap or a failover, and a kill between them. */
export function withKillAndRoleChange(
  drawn: readonly ScheduledFault[],
  safetyMs: number,
  random: Random,
): readonly ScheduledFault[] {
  const later = drawn.map((fault) => ({ ...fault, atMs: Math.max(quietMs, fault.atMs) }))
  const killAtMs = random.integer(quietMs, Math.max(quietMs, safetyMs - 10_000))
  return [roleChange(random), drawFault('kill', killAtMs, random), ...later].sort(
    (x, y) => x.atMs - y.atMs,
  )
}

function roleChange(random: Random): ScheduledFault {
  const atMs = random.integer(0, 2_000)
  if (random.next() < 0.5)
    return {
      atMs,
      fault: 'fail-over',
      with: { on: 'b', afterMs: random.integer(100, 2_000), downMs: random.integer(3_000, 30_000) },
    }
  const syncFirst = random.next() < 0.3
  const input = { on: 'b', operation: 'become-primary', force: false, againMs: 0 } as const
  return { atMs, fault: 'change-role', with: { ...input, syncFirst } }
}

/** A lab of processes has no witness; whoever would ask it asks the test addresses. */
export const realLabOf = (lab: LabOptions): LabOptions =>
  lab.promotion === 'witness' ? { ...lab, promotion: 'test-addresses' } : lab

/** The schedule without the faults that only virtual boxes have, and these. */
export function forRealProcesses(schedule: Schedule): {
  readonly schedule: Schedule
  readonly leftOut: readonly ScheduledFault[]
} {
  const isVirtual = ({ fault }: ScheduledFault): boolean => onlyVirtualFaults.has(fault)
  return {
    schedule: {
      ...schedule,
      lab: realLabOf(schedule.lab),
      faults: schedule.faults.filter((fault) => !isVirtual(fault)),
    },
    leftOut: schedule.faults.filter(isVirtual),
  }
}
