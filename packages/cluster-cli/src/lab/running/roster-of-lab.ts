import { type ApplianceName, type LabConfig, rosterOf, witnessName } from '@understudy/shared'
import { CommandError } from '../../usage/errors.ts'
import { unknownWord } from '../../usage/unknown-word.ts'
import { keptPlan } from '../folder/kept-lab.ts'
import type { RunningLab } from './choose-lab.ts'

/** What a running lab was made from. */
export function configOfLab(lab: RunningLab): LabConfig {
  if (lab.kind === 'remote') return lab.told.lab
  const { folder, name } = lab
  const plan = keptPlan(folder)
  if (plan === undefined) throw new CommandError(`the lab ${name} has lost its configuration`)
  return plan.lab
}

/** The appliance with that name in the lab, or its witness; wrong usage if there is none. */
export function hostOfLab(lab: RunningLab, word: string, others: readonly string[]): string {
  const config = configOfLab(lab)
  if (word === witnessName && config.network.witness !== undefined) return word
  return applianceOfLab(lab, word, others)
}

/** The appliance with that name in the lab; wrong usage if there is none. */
export function applianceOfLab(
  lab: RunningLab,
  word: string,
  others: readonly string[] = [],
): ApplianceName {
  const names = rosterOf(configOfLab(lab))
  const found = names.find((name) => name === word)
  if (found === undefined) throw unknownWord('appliance', word, [...names, ...others])
  return found
}
