import type { LabConfig } from '@understudy/shared'

/** What a world is made of. The same lab and seed make the same world. */
export interface WorldConfig {
  readonly lab: LabConfig
  readonly seed: string
  /** The seed of the world that made the disks, if this one goes on with them. Default: `seed`. */
  readonly birthSeed?: string
}
