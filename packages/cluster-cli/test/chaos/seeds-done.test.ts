import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { planOf } from '../../src/chaos/options.ts'
import { playerOn, playSeed, seedsOf } from '../../src/chaos/play-seeds.ts'
import { RunningCampaign } from '../../src/chaos/running-campaign.ts'
import { SeedsDone } from '../../src/chaos/seeds-done.ts'

t.test('LAB-05: a seed that comes a second time is not counted again', (t) => {
  const plan = planOf(
    new Map([
      ['seeds', '3'],
      ['faults', 'cut'],
    ]),
  )
  const folder = t.testdir()
  const campaign = new RunningCampaign({ folder, plan, resumes: false })
  const record = playSeed('2', plan, playerOn(plan))
  t.equal(campaign.add(record), true)
  t.equal(campaign.add(record), false)
  t.equal(campaign.tally.played, 1)
  campaign.end()
  const lines = readFileSync(join(folder, 'seeds.ndjson'), 'utf8').trimEnd().split('\n')
  t.equal(lines.length, 1)

  const again = new RunningCampaign({ folder, plan, resumes: true })
  t.equal(again.add(record), false, 'nor by the one that goes on')
  t.same([...seedsOf(plan, 0, new SeedsDone(again.done))], ['1', '3'], 'nor is it played again')
  again.end()
  t.end()
})

t.test(
  'CHA-01: what is done is known in whatever order it ended, and takes no more room then',
  (t) => {
    const done = new SeedsDone()
    for (const index of [2, 0, 4]) done.add(index)
    t.same(done.state, { upTo: 1, beyond: [2, 4] })
    t.same(
      [0, 1, 2, 3, 4].filter((index) => done.has(index)),
      [0, 2, 4],
    )
    t.equal(done.add(1), true)
    t.same(new SeedsDone(done.state).state, { upTo: 3, beyond: [4] })
    t.equal(done.add(2), false)
    t.equal(done.add(3), true)
    t.same(done.state, { upTo: 5, beyond: [] })
    t.end()
  },
)
