import { openStore } from '@understudy/appliance-daemon/store'
import type { RehearsalPlan } from '@understudy/rehearsal'
import type { LabEvent } from '@understudy/shared'
import { runVirtual } from '@understudy/simulator'
import { traceHashOf } from './trace-hash.ts'

export interface VirtualRun {
  readonly events: readonly LabEvent[]
  readonly traceHash: string
}

/** Plays a runbook in the simulated world: the same plan, seed and code give the same events (CHA-07). */
export function playVirtual(plan: RehearsalPlan, onEvent: (event: LabEvent) => void): VirtualRun {
  const { events } = runVirtual({ plan, openStore: () => openStore(':memory:'), onEvent })
  return { events, traceHash: traceHashOf(events) }
}
