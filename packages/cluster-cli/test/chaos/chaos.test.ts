import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SeedRecord } from '@understudy/chaos'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'

const shipped = new URL('../../../../../scenarios/clock-set-right.yaml', import.meta.url)
const folder = t.testdir({
  'clock.yaml': readFileSync(shipped, 'utf8'),
  'wrong.yaml': 'seed: "1"\nmode: safe\nfaults: [{ atMs: 1, fault: kill, with: { on: c } }]\n',
})
const run = (line: string) => commandLine(folder, ['chaos', ...line.split(' ')])

const wrong: readonly (readonly [line: string, complaint: string])[] = [
  ['rum', 'unknown chaos command "rum"; did you mean "run"?'],
  ['run --mode sfae', 'unknown mode "sfae"; did you mean "safe"?'],
  ['run --faults kill,ctu', 'unknown fault "ctu"; did you mean "cut"?'],
  ['run --seeds 0', 'option --seeds expects an integer from 1, found "0"'],
  ['run 4', 'expected no further word'],
  ['run --seconds 5', 'option --seconds is for --world real'],
  ['run --world real --store memory', 'option --store is for virtual worlds'],
  ['run --world real --faults kill,clock-jump', 'fault clock-jump is for virtual worlds: '],
  ['replay clock.yaml --world real --rewrite', 'option --rewrite is for virtual worlds'],
  ['replay', '<SEED or scenario file> is missing'],
  ['run --jobs 1000', 'option --jobs expects an integer from 1 to 256, found "1000"'],
  ['replay 4711 --rewrite', 'option --rewrite expects a scenario file, found the seed 4711'],
  ['replay clock.yaml --mode product', 'option --mode is for seeds: clock.yaml says it itself'],
  ['run --world real --again memory', 'option --again is for virtual worlds'],
  ['run --again disk', 'unknown again "disk"; '],
  ['replay wrong.yaml', 'wrong.yaml: title: expected a sentence'],
]

for (const [line, complaint] of wrong)
  t.test(`wrong usage of chaos is told and exits with 3: ${line}`, async (t) => {
    const { code, err } = await run(line)
    t.equal(code, 3)
    t.ok(err.includes(complaint), err)
  })

t.test(
  'CHA-01: a campaign leaves its verdict, a line a seed and the command that replays it',
  async (t) => {
    const { code, out } = await run('run --seeds 4 --mode product --faults fail-over,kill --out r')
    t.equal(code, 0, out)
    t.match(out, /4 of 4 seeds, .* faults hit, .* failovers/)
    const report = JSON.parse(readFileSync(join(folder, 'r', 'campaign.json'), 'utf8'))
    t.match(report, { verdict: 'passed', played: 4, plan: { from: 1, mode: 'product' } })
    const seeds = seedsIn('r')
    t.same(
      seeds.map(({ seed }) => seed),
      ['1', '2', '3', '4'],
    )
    t.match(readFileSync(join(folder, 'r', 'junit.xml'), 'utf8'), /name="one-owner"/)
    t.match(readFileSync(join(folder, 'r', 'campaign.html'), 'utf8'), /fail-over/)

    const again = await run('replay 3 --mode product --faults fail-over,kill --trace')
    t.equal(again.code, 0)
    t.ok(
      again.out.includes(`trace ${seeds[2]?.traceHash}`),
      'CHA-07: the replay has the same trace',
    )
    t.match(again.out, /nemesis (kill|fail-over)/)
  },
)

t.test('CHA-01: a campaign in two processes finds what one finds', async (t) => {
  const here = await run('run --seeds 4 --faults kill,cut --out one')
  const there = await run('run --seeds 4 --faults kill,cut --jobs 2 --out two')
  t.equal(there.code, here.code)
  t.same(seedsIn('two'), seedsIn('one'))
})

t.test('CHA-01: a campaign without a failover or a swap proves nothing: exit code 2', async (t) => {
  const { code, out } = await run('run --seeds 1 --faults storm --out nothing')
  t.equal(code, 2)
  t.match(out, /No failover and no swap happened/)
  t.notOk(existsSync(join(folder, 'nothing', 'seed-1-convergence.yaml')))
})

t.test('CHA-04: a scenario that does not come out as it was written says where', async (t) => {
  const scenario = readFileSync(
    new URL('../../../../../scenarios/power-lost-and-back.yaml', import.meta.url),
    'utf8',
  )
  writeFileSync(join(folder, 'other.yaml'), scenario.replace('forMs: 1500', 'forMs: 1600'))
  const { code, out } = await run('replay other.yaml')
  t.equal(code, 1)
  t.match(out, /trace: expected .*1500.*, found .*1600/)
})

/** What a campaign wrote of each seed, in the seeds' order. */
function seedsIn(out: string): readonly SeedRecord[] {
  const lines = readFileSync(join(folder, out, 'seeds.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
  return lines
    .map((line) => JSON.parse(line) as SeedRecord)
    .sort((x, y) => Number(x.seed) - Number(y.seed))
}
