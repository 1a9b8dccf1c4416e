import type { PopulationConfig, PullDecisions } from '@understudy/shared'
import { Reconnections } from './measures/reconnections.ts'
import { RequestTimes } from './measures/request-times.ts'

/** What all clients of one population share. */
export interface PopulationCommons {
  readonly config: PopulationConfig
  readonly decisions: PullDecisions
  readonly reconnections: Reconnections
  readonly requestTimes: RequestTimes
}

export const commonsOf = (
  config: PopulationConfig,
  decisions: PullDecisions,
): PopulationCommons => ({
  config,
  decisions,
  reconnections: new Reconnections(),
  requestTimes: new RequestTimes(),
})
