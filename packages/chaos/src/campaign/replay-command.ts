import { faultNames } from '../nemesis/table.ts'
import type { CampaignPlan } from './tally.ts'

/** The command that plays a seed of that campaign again, with its trace. */
export function replayCommandOf(
  seed: string,
  { world, mode, faults }: Pick<CampaignPlan, 'world' | 'mode' | 'faults'>,
): string {
  const only = faults.length === faultNames.length ? '' : ` --faults ${faults.join(',')}`
  const where = world === 'virtual' ? '' : ` --world ${world}`
  return `understudy chaos replay ${seed} --mode ${mode}${where}${only} --trace`
}
