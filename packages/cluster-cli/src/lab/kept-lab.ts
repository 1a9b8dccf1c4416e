import { existsSync, readFileSync } from 'node:fs'
import type { LabPlan } from './child-configs.ts'
import { LabError } from './lab-error.ts'
import { type LabFolder, writeConfig } from './lab-folder.ts'

/** Remembers in the lab's folder what the lab was made from, so that the next `up` goes on with it (LAB-01). */
export function keepPlan(folder: LabFolder, plan: LabPlan): void {
  writeConfig(folder, 'lab', plan)
}

/** What the lab in that folder was made from; undefined where none was yet. */
export function keptPlan(folder: LabFolder): LabPlan | undefined {
  const file = folder.configFile('lab')
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LabPlan
  } catch (error) {
    throw new LabError(`cannot read ${file}: ${(error as Error).message}`)
  }
}
