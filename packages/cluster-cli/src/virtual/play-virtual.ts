import { nodeSigning } from '@understudy/certificates/signing'
import { MemoryStore } from '@understudy/memory-store'
import type { RehearsalPlan } from '@understudy/rehearsal'
import type { LabEvent } from '@understudy/shared'
import { EndlessRehearsalError, runVirtual } from '@understudy/simulator'
import type { KeptContent } from '../output/kept-content.ts'
import { fileCrypto } from './file-crypto.ts'
import { packing } from './packing.ts'
import { traceHashOf } from './trace-hash.ts'

/** Where the events of a run go: an array, or what holds only part of them. */
export interface EventTape extends Iterable<LabEvent> {
  push(event: LabEvent): unknown
}

/**
 * Plays a runbook in the simulated world: the same plan, seed and code give the same events (CHA-07), which go to the tape. Answers the
 * hash of its trace.
 */
export function playVirtual(
  plan: RehearsalPlan,
  events: EventTape,
  onEvent: (event: LabEvent) => void = () => {},
  onKept: (file: string, content: KeptContent) => void = () => {},
): string {
  let lastAtMs = plan.lab.startsAtMs
  const tell = (event: LabEvent): void => {
    lastAtMs = event.atMs
    events.push(event)
    onEvent(event)
  }
  const ports = {
    openStore: () => new MemoryStore({ packing }),
    crypto: fileCrypto,
    signing: nodeSigning,
  }
  try {
    const { kept } = runVirtual(plan, ports, { onEvent: tell, keepsEvents: false })
    for (const [file, content] of kept) onKept(file, content)
  } catch (error) {
    if (!(error instanceof EndlessRehearsalError)) throw error
    // A rehearsal without an end is not a crash of this program: its report says how far it got.
    const end = { name: 'rehearsal-ended', outcome: 'stopped', reason: error.message } as const
    tell({ ...end, atMs: lastAtMs, source: 'conductor' })
  }
  return traceHashOf(events)
}
