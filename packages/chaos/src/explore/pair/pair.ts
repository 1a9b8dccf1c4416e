import type { Epoch, OperationName, Outcome } from '@understudy/shared'
import type { Box } from '../box/box.ts'
import type { SmallFault } from '../faults.ts'
import type { Side } from './side.ts'
import { type Wire, wireText } from './wire.ts'

/** What an operator asks for. */
export interface Asked {
  /** Unique among the requests of a scope. */
  readonly name: string
  readonly side: Side
  readonly operation: OperationName
  readonly input: Readonly<Record<string, unknown>>
}

/** The operator's request: not yet made, waited for, or answered. */
export type Request =
  | { readonly state: 'none' }
  | { readonly state: 'waiting'; readonly asked: Asked; readonly waitedMs: number }
  | {
      readonly state: 'answered'
      readonly asked: Asked
      /** null = its process died. */
      readonly outcome: Outcome<unknown> | null
    }

/** The customer on A, whose session is under way at the beginning. */
export type Visit = 'none' | 'in-session' | 'over'

/** The whole state between two actions. */
export interface Pair {
  readonly a: Box
  readonly b: Box
  readonly wires: readonly Wire[]
  /** Nothing gets from one to the other. */
  readonly isCut: boolean
  readonly request: Request
  readonly visit: Visit
  readonly left: Readonly<Record<SmallFault, number>>
  /** Whether anything has gone wrong yet. */
  readonly isBroken: boolean
  /** LSIDs that a client was told are recorded. */
  readonly acknowledged: readonly string[]
  /** Who was primary in which epoch. */
  readonly primaries: readonly (readonly [Epoch, Side])[]
}

/**
 * Equal for two states with the same future, if the same may still go wrong. An answered operator asks nothing more, so
 * what was asked makes no difference.
 */
export function pairText(pair: Pair): string {
  const { a, b, wires, isCut, request, visit } = pair
  const asked = request.state === 'waiting' ? `${request.asked.name} ${request.waitedMs}` : ''
  // Only before anything is asked does it count whether something has gone wrong.
  const isBroken = pair.isBroken && request.state === 'none'
  const past = `${pair.acknowledged.join()} ${pair.primaries.join()}`
  return `${a.id} ${b.id} ${wires.map(wireText).join(';')} ${isCut} ${request.state} ${asked} ${visit} ${isBroken} ${past}`
}
