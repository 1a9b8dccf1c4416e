import type { ScheduledFault } from '../nemesis/scheduled-fault.ts'
import type { LabOptions } from '../schedule/lab-options.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { checkSchedule } from '../schedule/schedule-schema.ts'

/** The lab that is plainest to a reader; each option that need not differ is set to it. */
const plainLab: Omit<LabOptions, 'safetyMs' | 'fencing'> = {
  site: '11.1.0',
  latencyMs: 1,
  representatives: 1,
  sessionEveryMs: 2_000,
  sessionLengthMs: 2_000,
  recordedShare: 0,
  jumpClients: 0,
  storedSessions: 0,
  lostAnnouncementShare: 0,
  promotion: 'by-hand',
  primaryTimeoutMs: 180_000,
  syncIntervalMs: 300_000,
}

/** Schedules simpler than this one, the greatest simplification first. Each is valid. */
export function* simplerThan(schedule: Schedule): Iterable<Schedule> {
  for (const candidate of candidatesOf(schedule)) {
    const checked = checkSchedule(candidate)
    if (checked.ok) yield checked.schedule
  }
}

function* candidatesOf(schedule: Schedule): Iterable<Schedule> {
  const { lab, faults } = schedule
  const odd = Object.entries(plainLab).filter(
    ([option, plain]) => lab[option as keyof LabOptions] !== plain,
  )
  if (odd.length > 1) yield { ...schedule, lab: { ...lab, ...plainLab } }
  for (const [option, plain] of odd) yield { ...schedule, lab: { ...lab, [option]: plain } }
  const lastMs = faults.at(-1)?.atMs ?? 0
  for (const safetyMs of [roundedUp(lastMs + 1), roundedUp(lastMs + 30_000)])
    if (safetyMs < lab.safetyMs) yield { ...schedule, lab: { ...lab, safetyMs } }
  for (const [index, fault] of faults.entries())
    for (const simpler of simplerFaults(fault))
      yield { ...schedule, faults: faults.map((one, i) => (i === index ? simpler : one)) }
}

const roundedUp = (ms: number): number => Math.ceil(ms / 1_000) * 1_000

function* simplerFaults(fault: ScheduledFault): Iterable<ScheduledFault> {
  for (const atMs of simplerNumbers(fault.atMs)) yield { ...fault, atMs }
  for (const [name, value] of Object.entries(fault.with))
    for (const simpler of simplerValues(value))
      yield { ...fault, with: { ...fault.with, [name]: simpler } } as ScheduledFault
}

function* simplerValues(value: unknown): Iterable<unknown> {
  if (value === true) yield false
  if (typeof value === 'number') yield* simplerNumbers(value)
}

/** Zero, or fewer digits: a reader sees at once that 2,000 was chosen and 1,987 was drawn. */
function* simplerNumbers(value: number): Iterable<number> {
  if (value === 0 || !Number.isInteger(value)) return
  yield 0
  for (const unit of [10_000, 1_000, 100, 10]) {
    const rounded = Math.round(value / unit) * unit
    if (rounded !== value && rounded !== 0 && value % unit !== 0) yield rounded
  }
}
