import type {
  ClientEffect,
  ClientInput,
  ClientsConfig,
  LabCommand,
  LabCommandResult,
  PureClient,
} from '@understudy/shared'

/** All that a {@link Population} needs to know. */
export interface PopulationConfig {
  readonly siteHostname: string
  readonly clients: ClientsConfig
  readonly appliances: readonly {
    readonly name: string
    readonly hostname: string
    readonly address: string
  }[]
  /** Same seed and same inputs: same effects (CLI-08). */
  readonly seed: string
}

export type PopulationInput =
  | ClientInput
  | { readonly kind: 'command'; readonly id: string; readonly command: LabCommand }

/** Every command is answered by exactly one `result` with its id, at once or later. */
export type PopulationEffect =
  | ClientEffect
  | { readonly kind: 'result'; readonly id: string; readonly result: LabCommandResult }

/**
 * One client among others. Its connections, requests and timers are named "<its name>/...", so that
 * the population knows whom an input is for.
 */
export interface Member extends PureClient {
  /** It has done all it ever will: its timers are cleared, its connections closed. */
  readonly finished: boolean
  /** Sessions that it has asked for or plays, not yet acknowledged or cut. */
  readonly sessionsUnderWay: number
}
