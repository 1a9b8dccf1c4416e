import { faultNames } from '../nemesis/table.ts'
import type { CampaignPlan } from './tally.ts'

/** The command that plays a seed of that campaign again, with its trace. */
export function replayCommandOf(
  seed: string,
  { mode, faults }: Pick<CampaignPlan, 'mode' | 'faults'>,
): string {
  const only = faults.length === faultNames.length ? '' : ` --faults ${faults.join(',')}`
  return `understudy chaos replay ${seed} --mode ${mode}${only} --trace`
}
