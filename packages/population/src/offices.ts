import type { PopulationConfig } from '@understudy/shared'
import { assert } from '@understudy/shared'

/** Clients of one kind are spread over the offices in turn. `index` from 0. */
export function officeOf({ offices }: PopulationConfig, index: number): string {
  const office = offices[index % offices.length]
  assert(office !== undefined, 'a population has at least one office')
  return office
}
