import t from 'tap'
import { playSeed } from '../support/play.ts'

/*
 * Seeds that once broke a law, beyond those that CI's campaign plays anyway. A scenario shows the one moment (`scenarios/`);
 * these show that nothing else of the same schedules went wrong instead. A change of what is drawn makes other schedules of
 * them: they stay as seeds like any other.
 */
const mended: readonly (readonly [law: string, spec: string, seeds: readonly number[]])[] = [
  ['conflicts-are-told', 'FO-13', [1556, 1623, 1816, 1874, 2868, 3289, 5596, 5919, 6752, 9617]],
  ['one-server', 'FO-15', [1244, 2563, 5417, 7323]],
  ['unique-lsids', 'API-01', [2359]],
  ['closed-doors', 'FO-15', [10565]],
  ['doubt-is-answered', 'FO-15', [612, 5825]],
]

const mendedInProduct: typeof mended = [
  ['doubt-is-answered', 'FO-15', [872]],
  // Announced as discarded by a swap, on a disk that burned afterwards.
  ['acknowledged-sessions', 'SYN-06', [1166]],
]

for (const [law, spec, seeds] of mended)
  t.test(`${spec}: seeds that broke ${law} break nothing any more`, async (t) => {
    for (const seed of seeds) t.same(playSeed(seed, 'safe').findings, [], `seed ${seed}`)
  })

for (const [law, spec, seeds] of mendedInProduct)
  t.test(
    `${spec}: by the product's rules seeds that broke ${law} break nothing any more`,
    async (t) => {
      for (const seed of seeds) t.same(playSeed(seed, 'product').findings, [], `seed ${seed}`)
    },
  )
