import type { Random } from '@understudy/shared'
import type { Static, TObject } from 'typebox'
import type { Stage } from './stage.ts'

/** What a fault breaks, for the report's table. */
export type FaultFamily =
  | 'process'
  | 'link'
  | 'clock'
  | 'disk'
  | 'update'
  | 'network'
  | 'operator'
  | 'client'

/** A way to break a lab: data that says how, and what is done with it. */
export interface FaultKind<A extends TObject> {
  readonly family: FaultFamily
  /** As a person would say it. */
  readonly title: string
  /** Breaks what `safe` promises, by its nature: it is not drawn there. */
  readonly productOnly: boolean
  readonly args: A
  readonly draw: (random: Random) => Static<A>
  /** Does it, and sees to its end. False = there was nothing to hit. */
  readonly begin: (stage: Stage, args: Static<A>) => boolean
}

/** Checks the kind against its own arguments. */
export const faultKind = <A extends TObject>(kind: FaultKind<A>): FaultKind<A> => kind
