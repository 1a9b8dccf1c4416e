import type { ScheduledFault } from '../nemesis/scheduled-fault.ts'
import { type LabOptions, plainLab } from '../schedule/lab-options.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { checkSchedule } from '../schedule/schedule-schema.ts'

/** How long a run is, and whether the shared address is fenced, is no matter of plainness. */
const { safetyMs: _length, fencing: _mode, ...plain } = plainLab

/** Options that a plain lab has not. */
const optional = ['kilobytesPerSecond', 'swing', 'byAddress', 'integrations'] as const

/** Schedules simpler than this one, the greatest simplification first. Each is valid. */
export function* simplerThan(schedule: Schedule): Iterable<Schedule> {
  for (const candidate of candidatesOf(schedule)) {
    const checked = checkSchedule(candidate)
    if (checked.ok) yield checked.schedule
  }
}

function* candidatesOf(schedule: Schedule): Iterable<Schedule> {
  const { lab, faults } = schedule
  for (const option of optional) {
    const { [option]: left, ...others } = lab
    if (left !== undefined) yield { ...schedule, lab: others }
  }
  const odd = Object.entries(plain).filter(
    ([option, value]) => lab[option as keyof LabOptions] !== value,
  )
  if (odd.length > 1) yield { ...schedule, lab: { ...lab, ...plain } }
  for (const [option, value] of odd) yield { ...schedule, lab: { ...lab, [option]: value } }
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
