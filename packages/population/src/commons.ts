import type { PopulationConfig } from '@understudy/shared'
import { Reconnections } from './measures/reconnections.ts'
import { RequestTimes } from './measures/request-times.ts'

/** What all clients of one population share. */
export interface PopulationCommons {
  readonly config: PopulationConfig
  readonly reconnections: Reconnections
  readonly requestTimes: RequestTimes
}

export const commonsOf = (config: PopulationConfig): PopulationCommons => ({
  config,
  reconnections: new Reconnections(),
  requestTimes: new RequestTimes(),
})
