import type { WorkersPart } from '../../chaos/workers.ts'
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
    const { playerOn, playSeed, seedsOf } = await import('../../chaos/play-seeds.ts')
    const { SeedsDone } = await import('../../chaos/seeds-done.ts')
    const { plan, number, done } = JSON.parse(text) as WorkersPart
    const play = playerOn(plan)
    for (const seed of seedsOf(plan, number, new SeedsDone(done))) {
      out(`${JSON.stringify(playSeed(seed, plan, play))}\n`)
      await new Promise((resolve) => setImmediate(resolve))
    }
    return exitCodes.ok
  },
}
