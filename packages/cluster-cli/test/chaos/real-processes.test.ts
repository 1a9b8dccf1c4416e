import { readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import type { CampaignReport } from '@understudy/chaos'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { startCommand } from '../support/process.ts'
import { allGone, childrenOf } from '../support/processes.ts'

const run = (words: string) => ['chaos', 'run', '--world', 'real', ...words.split(' ')]

/** Labs of these tests are made here, where nobody else makes any. */
const labsIn = t.testdir()
process.env['TMPDIR'] = labsIn
process.env['TEMP'] = labsIn

/** `scripts/real-chaos` plays hundreds of such seeds, with all kinds of faults. */
t.test(
  'CHA-06: a seed on real processes has a kill and a change of roles, loses no acknowledged session, and leaves nothing',
  async (t) => {
    const folder = t.testdir()
    const { code, out } = await commandLine(
      folder,
      run('--seeds 1 --from 146 --faults kill --out r'),
    )
    t.equal(code, 0, out)
    const file = join(folder, 'r', 'campaign.json')
    const report = JSON.parse(readFileSync(file, 'utf8')) as CampaignReport
    t.match(report, { verdict: 'passed', played: 1, plan: { world: 'real', store: 'sqlite' } })
    const { totals } = report
    t.ok(totals.crashes > 0, 'a process died')
    t.ok(totals.swaps + totals.failovers > 0, 'roles changed')
    t.ok(totals.acknowledged > 0, 'somebody was served')
    t.match(totals.fates, { lost: 0, stale: 0, duplicated: 0 })
    // Some were acknowledged before the first fault could come.
    t.ok(totals.fates.stable + totals.fates.announced >= totals.acknowledged)
    t.match(readFileSync(join(folder, 'r', 'campaign.html'), 'utf8'), /on real processes/)
    t.same(readdirSync(labsIn), [], 'no folder')

    // Asked for the same again it goes on, for another while; nothing is left to be played.
    let changes = 0
    const watcher = watch(labsIn, () => {
      changes += 1
    })
    t.teardown(() => watcher.close())
    const again = await commandLine(
      folder,
      run('--seeds 1 --from 146 --faults kill --out r --resume --seconds 60'),
    )
    t.match(again, { code: 0, out: /^goes on after 1 seeds$/m })
    t.equal(changes, 0, 'no lab was made')
    const { wallMs, seedsPerSecond, plan, ...figures } = report
    t.match(JSON.parse(readFileSync(file, 'utf8')), figures, 'the sum is the same')
  },
)

t.test('CHA-06: a campaign on real processes that is told to end leaves nothing', async (t) => {
  const folder = t.testdir()
  const command = startCommand(folder, run('--seeds 50 --out r'))
  const pids = await childrenAtWork(command.child.pid ?? 0)
  command.child.kill('SIGTERM')
  t.equal(await command.exited, 2, command.said())
  await allGone(pids)
  const { played } = JSON.parse(readFileSync(join(folder, 'r', 'campaign.json'), 'utf8'))
  t.ok(played < 50)
  t.same(readdirSync(labsIn), [], 'no folder')
})

/** Resolves when labs have started processes. */
function childrenAtWork(pid: number): Promise<readonly number[]> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const pids = childrenOf(pid)
      if (pids.length < 4) return
      clearInterval(timer)
      resolve(pids)
    }, 20)
  })
}
