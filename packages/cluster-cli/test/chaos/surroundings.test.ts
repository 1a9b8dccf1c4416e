import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { programs } from '../../src/lab/processes/programs.ts'

const program = programs.understudy()

interface Surroundings {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  /** What is played before seed 3. */
  readonly from: string
}

/** The trace hash of seed 3 in a campaign that is begun there. */
function traceOf(t: Test, { folder, env, from }: Surroundings): string | undefined {
  const here = join(t.testdirName, folder)
  mkdirSync(here, { recursive: true })
  const seeds = String(4 - Number(from))
  const args = ['chaos', 'run', '--from', from, '--seeds', seeds, '--jobs', '1', '--out', 'o']
  spawnSync(process.execPath, [program, ...args], { cwd: here, env: { ...process.env, ...env } })
  const lines = readFileSync(join(here, 'o', 'seeds.ndjson'), 'utf8')
    .trim()
    .split('\n')
  return lines
    .map((line) => JSON.parse(line) as { seed: string | number; traceHash: string })
    .find(({ seed }) => String(seed) === '3')?.traceHash
}

t.test(
  'CHA-07: time zone, locale, folder and what was played before change no trace',
  async (t) => {
    t.testdir({})
    const one = traceOf(t, { folder: 'here', env: { TZ: 'UTC', LC_ALL: 'C' }, from: '2' })
    const other = traceOf(t, {
      folder: 'far from here, ığüş',
      env: { TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
      from: '3',
    })
    t.match(one, /^[0-9a-f]{16}$/)
    t.equal(other, one)
  },
)
