import { nodeSigning } from '@understudy/certificates/signing'
import { MemoryStore } from '@understudy/memory-store'
import type { RehearsalPlan } from '@understudy/rehearsal'
import type { LabEvent } from '@understudy/shared'
import { EndlessRehearsalError, runVirtual } from '@understudy/simulator'
import type { KeptContent } from '../output/kept-content.ts'
import { fileCrypto } from './file-crypto.ts'
import { traceHashOf } from './trace-hash.ts'

export interface PlayedVirtually {
  readonly events: readonly LabEvent[]
  readonly traceHash: string
}

/** Plays a runbook in the simulated world: the same plan, seed and code give the same events (CHA-07). */
export function playVirtual(
  plan: RehearsalPlan,
  onEvent: (event: LabEvent) => void,
  onKept: (file: string, content: KeptContent) => void = () => {},
): PlayedVirtually {
  const events: LabEvent[] = []
  const tell = (event: LabEvent): void => {
    events.push(event)
    onEvent(event)
  }
  const ports = { openStore: () => new MemoryStore(), crypto: fileCrypto, signing: nodeSigning }
  try {
    const { kept } = runVirtual(plan, ports, { onEvent: tell })
    for (const [file, content] of kept) onKept(file, content)
  } catch (error) {
    if (!(error instanceof EndlessRehearsalError)) throw error
    // A rehearsal without an end is not a crash of this program: its report says how far it got.
    const atMs = events.at(-1)?.atMs ?? plan.lab.startsAtMs
    const end = { name: 'rehearsal-ended', outcome: 'stopped', reason: error.message } as const
    tell({ ...end, atMs, source: 'conductor' })
  }
  return { events, traceHash: traceHashOf(events) }
}
