import type { SeedRecord } from '@understudy/chaos'
import type { ChaosPlan } from '../../chaos/options.ts'
import { playerOn, playSeed } from '../../chaos/play-seeds.ts'

export interface CampaignBrief {
  readonly kind: 'campaign'
  readonly plan: ChaosPlan
  readonly [field: string]: unknown
}

/** Seeds of one share: a quarter of a second's work, so that nothing waits long for a worker that died. */
export const seedsPerShare = 16

/** The indexes of a share's seeds. */
export function indexesOf(share: number, { seeds }: Pick<ChaosPlan, 'seeds'>): readonly number[] {
  const first = share * seedsPerShare
  const count = Math.max(0, Math.min(seedsPerShare, seeds - first))
  return Array.from({ length: count }, (_, i) => first + i)
}

/** Plays a share's seeds: the same seeds give the same records, whoever plays them, and however often. */
export const campaignShares = ({
  plan,
}: CampaignBrief): ((share: number) => readonly SeedRecord[]) => {
  const play = playerOn(plan)
  return (share) =>
    indexesOf(share, plan).map((index) => playSeed(String(plan.from + index), plan, play))
}
