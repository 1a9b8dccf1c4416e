import { hostsOf, type LabConfig, type LabFile, type SwingMethod } from '@understudy/shared'
import { labSettingsOf } from '../files/lab-settings.ts'
import { changeLabFile, readLab } from '../files/lab-source.ts'
import type { LabPlan } from '../lab/processes/child-configs.ts'
import { seedOf } from '../usage/values.ts'

/** What a lab is made of; each like the option of that name of `understudy up` and `rehearse`. */
export interface LabOptions {
  /** A shipped lab, a file, or the content of one. Default: the shipped `default`. */
  readonly lab?: string | LabFile
  /** For all chance in the lab. Default: 1. */
  readonly seed?: number | string
  readonly swing?: SwingMethod
  /** Fields of the lab file: `['clients.representatives=5']`. */
  readonly set?: readonly string[]
  /** Where relative file names start from. Default: the working folder. */
  readonly folder?: string
}

/** Reads, fills in and checks the lab; throws a `UsageError` that names each problem. */
export function labOf(
  { lab = 'default', swing, set, folder = process.cwd() }: LabOptions,
  change: (lab: LabConfig) => LabConfig = (read) => read,
): LabConfig {
  const changes = { settings: labSettingsOf(swing, set), change }
  return typeof lab === 'string'
    ? readLab(lab, folder, changes)
    : changeLabFile(lab, 'the lab', changes).lab
}

/** The same as a plan; whoever makes it takes part in the lab's clock as its conductor. */
export function planOf(options: LabOptions): LabPlan {
  const lab = labOf(options)
  return { lab, seed: seedIn(options), participants: [...hostsOf(lab), 'clients', 'conductor'] }
}

export const seedIn = ({ seed }: LabOptions): string =>
  seedOf(seed === undefined ? undefined : String(seed))
