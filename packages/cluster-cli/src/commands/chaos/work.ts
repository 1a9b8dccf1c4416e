import type { ChaosPlan } from '../../chaos/options.ts'
import type { Command } from '../../usage/command.ts'
import { exitCodes } from '../../usage/exit-codes.ts'
import { wordsOf } from '../../usage/values.ts'

/** A worker of a campaign. Prints seeds as they end, one line of JSON each. */
export const chaosWork: Command = {
  name: 'chaos work',
  summary: 'a part of a campaign',
  synopsis: '<part>',
  options: {},
  examples: [],
  hidden: true,
  run: async (words, { out }) => {
    const [text = ''] = wordsOf(words, ['part'])
    const { playSeed, seedsOf } = await import('../../chaos/play-seeds.ts')
    const { labsOn } = await import('../../chaos/stores.ts')
    const { plan, number } = JSON.parse(text) as { plan: ChaosPlan; number: number }
    const labs = labsOn(plan.store)
    for (const seed of seedsOf(plan, number)) {
      out(`${JSON.stringify(playSeed(seed, plan, labs))}\n`)
      await new Promise((resolve) => setImmediate(resolve))
    }
    return exitCodes.ok
  },
}
