import type { Store } from '@understudy/appliance-core'
import type { Recordings } from './recordings.ts'

/** What outlives crashes of a box. */
export interface Disk {
  readonly store: Store
  readonly recordings: Recordings
}
