import type {
  ClientEffect,
  ClientGroup,
  ClientInput,
  LabCommand,
  Outcome,
  PureClient,
} from '@understudy/shared'

export type PopulationInput =
  | ClientInput
  | { readonly kind: 'command'; readonly id: string; readonly command: LabCommand }

/** Every command is answered by exactly one `result` with its id, at once or later. */
export type PopulationEffect =
  | ClientEffect
  | { readonly kind: 'result'; readonly id: string; readonly result: Outcome<unknown> }

/**
 * One client among others. Its connections, requests and timers are named "<its name>/...", so that the population
 * knows whom an input is for.
 */
export interface Member extends PureClient {
  /** Where it dials the site by name from; null = it knows the site by an address. */
  readonly office: string | null
  /** It is finished for good: its timers are cleared, its connections closed. */
  readonly finished: boolean
  /** Sessions it has asked for or plays, not yet acknowledged or cut. */
  readonly sessionsUnderWay: number
}

/** What became of a client: exactly one of these (see `GroupCount`). */
export type Fate = 'upgraded' | 'late' | 'stranded' | 'redeploy-by-hand'

/** A client with software of its own, which has to follow an update of the site. */
export interface InstalledMember extends Member {
  readonly group: ClientGroup
  /** What became of it, if the site has that version. */
  fateAt(siteVersion: string): Fate
  /** The appliance its last connection reached; null = none yet. */
  readonly appliance: string | null
  /** Somebody removes it, if they can: it does nothing until it is redeployed; null = there is nothing to remove. */
  remove(nowMs: number): readonly ClientEffect[] | null
  readonly isRemoved: boolean
  /** Somebody reinstalls it in that version, if it needs that; null = it needs nothing. */
  redeploy(siteVersion: string, nowMs: number): readonly ClientEffect[] | null
}
