import type { PopulationConfig } from './contract.ts'
import { Reconnections } from './measures/reconnections.ts'
import { RequestTimes } from './measures/request-times.ts'

/** What all clients of one population share. */
export interface Surroundings {
  readonly config: PopulationConfig
  readonly reconnections: Reconnections
  readonly requestTimes: RequestTimes
}

export const surroundingsOf = (config: PopulationConfig): Surroundings => ({
  config,
  reconnections: new Reconnections(),
  requestTimes: new RequestTimes(),
})
