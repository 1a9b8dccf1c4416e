import type { Random } from '@understudy/shared'
import type { Static, TObject } from 'typebox'
import type { Stage } from './stage.ts'
import type { VirtualStage } from './virtual-stage.ts'

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
export interface FaultKind<A extends TObject, S extends Stage = Stage> {
  readonly family: FaultFamily
  /** As a person would say it. */
  readonly title: string
  /** By its nature it breaks what `safe` promises, so it is not drawn there. */
  readonly productOnly: boolean
  /** Why it cannot be done to real processes (CHA-06); null = it can. */
  readonly onlyVirtual: string | null
  readonly args: A
  readonly draw: (random: Random) => Static<A>
  /** Begins the fault and arranges its end. False = there was nothing to hit. */
  readonly begin: (stage: S, args: Static<A>) => boolean
}

type Given<A extends TObject, S extends Stage> = Omit<FaultKind<A, S>, 'onlyVirtual'>

/** Lets the compiler check the kind against its own arguments. */
export const faultKind = <A extends TObject>(kind: Given<A, Stage>): FaultKind<A> => ({
  ...kind,
  onlyVirtual: null,
})

/** A kind that reaches into virtual boxes; `onlyVirtual` says why real processes have nothing like it. */
export const virtualFaultKind = <A extends TObject>(
  onlyVirtual: string,
  kind: Given<A, VirtualStage>,
): FaultKind<A, VirtualStage> => ({ ...kind, onlyVirtual })
