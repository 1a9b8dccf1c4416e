import type { LabConfig } from '@understudy/shared'

/** What a world is made of. The same lab and seed make the same world. */
export interface WorldConfig {
  readonly lab: LabConfig
  readonly seed: string
  /** Of the world in which the appliances were born, where this one goes on with their disks. Default: `seed`. */
  readonly birthSeed?: string
}
