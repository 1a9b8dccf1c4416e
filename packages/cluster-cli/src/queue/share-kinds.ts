import { type CampaignBrief, campaignShares } from './kinds/campaign.ts'
import { type ComparisonBrief, comparisonShares } from './kinds/comparison.ts'

/** What shares can be of. The brief is made of JSON; so is what is answered. */
export type Brief = CampaignBrief | ComparisonBrief

/** Gets ready for a run; what is returned plays one of its shares. Throws if this build knows no such kind. */
export function sharesOf(brief: Brief): (share: number) => unknown {
  switch (brief.kind) {
    case 'campaign':
      return campaignShares(brief)
    case 'comparison':
      return comparisonShares(brief)
    default:
      throw new Error(
        `expected shares of a campaign or a comparison, found ${JSON.stringify(brief)}`,
      )
  }
}
