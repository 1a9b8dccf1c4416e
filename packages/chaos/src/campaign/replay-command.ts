import { faultNames } from '../nemesis/table.ts'
import type { CampaignPlan } from './campaign-report.ts'

/** The command that plays a seed of that campaign again, with its trace. */
export function replayCommandOf(
  seed: string,
  { world, mode, faults, again }: Pick<CampaignPlan, 'world' | 'mode' | 'faults' | 'again'>,
): string {
  const only = faults.length === faultNames.length ? '' : ` --faults ${faults.join(',')}`
  const where = world === 'virtual' ? '' : ` --world ${world}`
  const twice = again === null ? '' : ` --again ${again}`
  return `understudy chaos replay ${seed} --mode ${mode}${where}${only}${twice} --trace`
}
