import type { SeedRecord } from '@understudy/chaos'
import type { QueueAddress } from '@understudy/share-queue'
import { dispatch } from '../queue/dispatch.ts'
import { indexesOf, seedsPerShare } from '../queue/kinds/campaign.ts'
import { SeedsDone } from './seeds-done.ts'
import type { CampaignRun } from './workers.ts'

export interface QueuedCampaign extends CampaignRun {
  /** Names it at the queue. */
  readonly run: string
  readonly queue: QueueAddress
  readonly say: (text: string) => void
  /** Writes down what has come, before the queue forgets it. */
  readonly keep: () => void
}

/** Has the seeds of a campaign played by workers at a queue, share by share, and reports each as its share comes (LAB-05). */
export async function playQueuedCampaign(campaign: QueuedCampaign): Promise<void> {
  const { plan, done, onSeed, keep } = campaign
  await dispatch({
    ...campaign,
    brief: { kind: 'campaign', plan },
    shares: sharesLeft(new SeedsDone(done), plan),
    onAnswers: (answers) => {
      for (const records of answers)
        for (const record of records as readonly SeedRecord[]) onSeed(record)
      keep()
    },
  })
}

function* sharesLeft(done: SeedsDone, plan: CampaignRun['plan']): Iterable<number> {
  for (let share = 0; share * seedsPerShare < plan.seeds; share += 1)
    if (!indexesOf(share, plan).every((index) => done.has(index))) yield share
}
