import { type LabEvent, witnessName } from '@understudy/shared'
import { type PairName, peerOf } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'

/** A primary that was disturbed so recently may have no link to the witness: it dials it every ten seconds. */
const linkedWithinMs = 12_000
/** By then the witness has read what it was told. */
const toldWithinMs = 1_000

/**
 * A primary that breaks the relationship tells the witness, which votes for its backup no more (FO-09): else two serve, of whom
 * neither knows. It holds where that primary and its path to the witness have not been disturbed before.
 */
export const noVoteAfterBreak: Checker = {
  law: 'no-vote-after-break',
  spec: 'FO-09',
  watch: ({ stage }, tell) => {
    const faults = new Map<string, readonly string[]>()
    /** When the way from each to the witness was last disturbed. */
    const disturbedAtMs = new Map<string, number>()
    const leftAtMs = new Map<string, number>()
    /** Whose last change ended its being primary and in a relationship at once. */
    const gaveUp = new Set<string>()
    const disturb = (ends: readonly string[], atMs: number): void => {
      for (const name of ['a', 'b'])
        if (ends.every((end) => [name, witnessName, '*'].includes(end)))
          disturbedAtMs.set(name, atMs)
    }
    const onVote = (source: string, atMs: number): void => {
      const peer = peerOf(source as PairName)
      const leftMs = leftAtMs.get(peer) ?? atMs
      const wasLinked = leftMs - (disturbedAtMs.get(peer) ?? 0) >= linkedWithinMs
      if (wasLinked && atMs - leftMs >= toldWithinMs)
        tell(`${source} was made primary by vote, of a relationship that ${peer} had broken`)
    }
    const onEvent = (event: LabEvent): void => {
      const { source, atMs } = event
      switch (event.name) {
        case 'fault-began':
          faults.set(event.fault, [event.from, event.to])
          disturb([event.from, event.to], atMs)
          return
        case 'fault-ended':
          disturb(faults.get(event.fault) ?? [], atMs)
          faults.delete(event.fault)
          return
        case 'appliance-started':
          disturbedAtMs.set(source, atMs)
          return
        case 'witness-started':
          disturb([witnessName, '*'], atMs)
          return
        case 'role-changed':
          leftAtMs.delete(source)
          gaveUp.delete(source)
          if (event.from === 'primary' && event.to === 'none') gaveUp.add(source)
          return
        case 'relationship-broken':
          if (event.reason === 'operator' && gaveUp.has(source)) leftAtMs.set(source, atMs)
          return
        case 'automatic-failover':
          if (event.proof.startsWith('the witness')) onVote(source, atMs)
          return
      }
    }
    return {
      onEvent,
      onStep: () => {
        for (const name of ['a', 'b'] as const)
          if (!stage.isAtWork(name)) disturbedAtMs.set(name, stage.nowMs)
        for (const ends of faults.values()) disturb(ends, stage.nowMs)
      },
    }
  },
}
