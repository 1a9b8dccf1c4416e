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

/** A way to break a lab: its arguments as data, and what it does with them. */
export interface FaultKind<A extends TObject> {
  readonly family: FaultFamily
  /** As a person would say it. */
  readonly title: string
  /** By its nature it breaks what `safe` promises, so it is not drawn there. */
  readonly productOnly: boolean
  readonly args: A
  readonly draw: (random: Random) => Static<A>
  /** Begins the fault and arranges its end. False = there was nothing to hit. */
  readonly begin: (stage: Stage, args: Static<A>) => boolean
}

/** Lets the compiler check the kind against its own arguments. */
export const faultKind = <A extends TObject>(kind: FaultKind<A>): FaultKind<A> => kind
