import type { LabEvent } from '@understudy/shared'
import type { Finding } from '../checkers/checker.ts'
import type { PlayedSchedule } from './play-schedule.ts'

/**
 * The schedule as it was played first; where it came out otherwise the second time, that is a finding of its own: whatever a run
 * depends on besides its schedule makes every replay worthless (CHA-07).
 */
export function withSameTrace(first: PlayedSchedule, second: PlayedSchedule): PlayedSchedule {
  if (first.traceHash === second.traceHash) return first
  const isOther = (event: LabEvent, index: number): boolean =>
    JSON.stringify(event) !== JSON.stringify(second.events[index])
  const found = first.events.findIndex(isOther)
  const at = found === -1 ? first.events.length : found
  const shown = ({ events }: PlayedSchedule): string => JSON.stringify(events[at] ?? 'no event')
  const finding: Finding = {
    law: 'same-trace',
    spec: 'CHA-07',
    message: `played twice, it has the trace ${first.traceHash}, and then ${second.traceHash}`,
    records: [shown(first), shown(second)],
    atMs: 0,
    trace: first.trace.slice(-25),
  }
  return { ...first, findings: [...first.findings, finding] }
}
