import { spawnSync } from 'node:child_process'
import { existsSync, rmdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import t from 'tap'
import { makeChaosLabFolder, removeAbandonedLabs } from '../../src/chaos/real/lab-folders.ts'

t.test(
  'CHA-06: labs of a campaign that was killed are removed, those of one that runs are not',
  async (t) => {
    const { pid: dead } = spawnSync(process.execPath, ['--version'])
    const abandoned = `understudy-chaos-${dead}-abc123`
    const own = makeChaosLabFolder()
    t.teardown(() => rmdirSync(own))
    const folder = t.testdir({
      [abandoned]: { data: { 'a.db': 'x' } },
      [`understudy-chaos-${process.pid}-def456`]: {},
      'understudy-lab-xyz': {},
    })
    t.same(removeAbandonedLabs(folder), [abandoned])
    t.notOk(existsSync(join(folder, abandoned)))
    t.ok(existsSync(join(folder, `understudy-chaos-${process.pid}-def456`)))
    t.match(basename(own), new RegExp(`^understudy-chaos-${process.pid}-`))
  },
)
