import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CampaignReport } from '@understudy/chaos'
import t from 'tap'
import { planOf } from '../../src/chaos/options.ts'
import { playerOn, playSeed, seedsOf } from '../../src/chaos/play-seeds.ts'
import { RunningCampaign } from '../../src/chaos/running-campaign.ts'
import { commandLine } from '../support/command-line.ts'

const folder = t.testdir()
const seeds = 6
const options = { seeds: String(seeds), faults: 'fail-over,cut' }
const run = (words: string) =>
  commandLine(folder, [
    'chaos',
    'run',
    ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    ...words.split(' '),
  ])
const reportIn = (out: string): CampaignReport =>
  JSON.parse(readFileSync(join(folder, out, 'campaign.json'), 'utf8'))
const linesIn = (out: string): readonly string[] =>
  readFileSync(join(folder, out, 'seeds.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')

/** Plays so many seeds and ends as a killed process does: without a word. */
function playAndDie(out: string, count: number): void {
  const plan = planOf(new Map(Object.entries(options)))
  const path = t.testdirName
  const campaign = new RunningCampaign({
    folder: join(path, out),
    plan,
    resumes: false,
    keptEveryMs: 0,
  })
  const play = playerOn(plan)
  for (const seed of [...seedsOf(plan, 0)].slice(0, count)) campaign.add(playSeed(seed, plan, play))
}

t.test(
  'CHA-01: a campaign that was killed goes on where it stood, and adds up the same',
  async (t) => {
    const whole = await run('--out whole')
    t.equal(whole.code, 0, whole.out)
    await run('--out killed')
    playAndDie('killed', 4)
    // It had begun to write of one more.
    appendFileSync(
      join(folder, 'killed', 'seeds.ndjson'),
      `{"seed":"5","verdict":"${'x'.repeat(5_000)}`,
    )

    const { code, out } = await run('--out killed --resume')
    t.equal(code, 0, out)
    t.match(out, /^goes on after 4 seeds$/m)
    const figuresOf = ({ wallMs, seedsPerSecond, ...figures }: CampaignReport) => figures
    t.same(figuresOf(reportIn('killed')), figuresOf(reportIn('whole')))
    t.same(linesIn('killed'), linesIn('whole'))

    const again = await run('--out killed --resume')
    t.match(again.out, /^goes on after 6 seeds$/m)
    t.equal(again.code, 0, 'nothing is left to be played')
  },
)

t.test('CHA-01: a campaign does not go on with other options, nor by another build', async (t) => {
  const other = await run('--out killed --resume --mode product')
  t.equal(other.code, 3)
  t.match(other.err, /the campaign there has --mode "safe", not "product"/)

  const file = join(folder, 'killed', 'progress.json')
  const kept = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify({ ...kept, build: '0.9.0 0123456' }))
  const { code, err } = await run('--out killed --resume')
  t.equal(code, 3)
  t.match(err, /played by another build \(0\.9\.0 0123456\)/)

  writeFileSync(file, JSON.stringify({ ...kept, logBytes: kept.logBytes + 1 }))
  t.match((await run('--out killed --resume')).err, /expected \d+ bytes in seeds\.ndjson/)
  writeFileSync(file, '{"plan"')
  t.match((await run('--out killed --resume')).err, /progress\.json there cannot be read/)
})

t.test(
  'CHA-07: each seed is played once more on the other store, and has the same trace',
  async (t) => {
    const { code, out } = await run('--out again --again sqlite')
    t.equal(code, 0, out)
    t.match(reportIn('again'), { plan: { again: 'sqlite' }, traces: reportIn('whole').traces })
  },
)
