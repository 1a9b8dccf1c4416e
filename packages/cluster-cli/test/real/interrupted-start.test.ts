import { join } from 'node:path'
import t from 'tap'
import { readLab } from '../../src/files/lab-source.ts'
import { readRunbook } from '../../src/files/runbook-source.ts'
import { labFolderAt } from '../../src/lab/folder/lab-folder.ts'
import { LabHost } from '../../src/lab/processes/lab-host.ts'
import { playReal } from '../../src/real/play-real.ts'
import { smallLab } from '../support/lab-file.ts'
import { allGone } from '../support/processes.ts'
import { noStuckNetwork, stuckNetwork } from '../support/stuck-network.ts'

const skip = noStuckNetwork

t.test(
  'REH-08: a rehearsal whose lab never starts ends when it is asked to',
  { skip },
  async (t) => {
    const folder = t.testdir({ 'lab.yaml': smallLab, lab: {} })
    const labFolder = labFolderAt(join(folder, 'lab'))
    const stuck = stuckNetwork(t, labFolder.updateKeyFile)
    const { runbook } = readRunbook('asynchronous', folder)
    const lab = readLab('lab.yaml', folder)
    const host = new LabHost(labFolder, { lab, seed: '1', participants: ['conductor'] })
    let stop = (_signal: string): void => {}
    const plan = { runbook, lab, world: 'real', seed: '1', preSharedKey: 'x'.repeat(43) } as const
    const played = playReal(plan, host, {
      onEvent: () => {},
      onStop: (listener) => {
        stop = listener
        return () => {}
      },
    })
    await stuck()
    const pids = [...host.processes().values()].map(({ pid }) => pid)
    t.equal(pids.length, 1)
    stop('SIGINT')
    t.match((await played).at(-1), { name: 'rehearsal-ended' })
    t.match(JSON.stringify(await played), 'interrupted (SIGINT)')
    await allGone(pids)
  },
)
