import { existsSync, readFileSync } from 'node:fs'
import { type LabFile, type LabStart, rosterOf } from '@understudy/shared'
import { LabError } from '../lab-error.ts'
import type { LabPlan } from '../processes/child-configs.ts'
import { type LabFolder, writeConfig } from './lab-folder.ts'

/** A plan with the file it was made from, including the command line's settings. */
export interface KeptPlan extends LabPlan {
  /** Absent if an earlier version of this program kept the plan. */
  readonly file?: LabFile
}

/** Remembers in the lab's folder what the lab was made from, so that the next `up` continues with it (LAB-01). */
export function keepPlan(folder: LabFolder, plan: KeptPlan): void {
  writeConfig(folder, 'lab', plan)
}

/** What the lab in that folder was made from; undefined if none was made yet. */
export function keptPlan(folder: LabFolder): KeptPlan | undefined {
  const file = folder.configFile('lab')
  if (!existsSync(file)) return undefined
  try {
    return completed(JSON.parse(readFileSync(file, 'utf8')) as KeptPlan)
  } catch (error) {
    throw new LabError(`cannot read ${file}: ${(error as Error).message}`)
  }
}

/** Earlier versions always had two appliances, the first of which served, and did not say so. */
function completed(plan: KeptPlan): KeptPlan {
  const { lab } = plan
  const start: LabStart | undefined = lab.start
  if (start !== undefined) return plan
  const [serves = '', backup = null] = rosterOf(lab)
  const network = { ...lab.network, servedBy: serves }
  return { ...plan, lab: { ...lab, network, start: { serves, backup } } }
}
