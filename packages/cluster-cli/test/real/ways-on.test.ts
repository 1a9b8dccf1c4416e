import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RehearsalPlan } from '@understudy/rehearsal'
import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { waysOn } from '../../src/commands/going-on.ts'
import { readLab } from '../../src/files/lab-source.ts'
import { readRunbook } from '../../src/files/runbook-source.ts'
import { Journal, journalName } from '../../src/real/journal.ts'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'

const event = (name: string, more: object = {}): LabEvent =>
  ({ name, atMs: 0, source: 'conductor', ...more }) as unknown as LabEvent

const window = event('window-started')
const ended = (outcome: string): LabEvent => event('rehearsal-ended', { outcome })

t.test('REH-04: a rehearsal that ended early says how it can be gone on with, or why not', (t) => {
  const folder = t.testdir({})
  const journal = Journal.begin(folder, {} as RehearsalPlan)
  const isKept = (): boolean => existsSync(join(folder, journalName))
  const said = (isGoneOn: boolean, events: readonly LabEvent[], kept = true): string =>
    waysOn({ journal: kept ? journal : undefined, isGoneOn }, events, 'out')
  t.match(said(false, [window, ended('failed')]), /understudy rehearse --resume out/)
  t.match(said(false, [window, ended('stopped')], false), /its lab is gone. With --keep-lab/)
  for (const kept of [true, false])
    t.equal(said(false, [ended('stopped')], kept), '', 'there was no step yet')
  t.match(said(true, [ended('stopped')]), /--resume out/, 'its lab did not start this time')
  t.ok(isKept())
  for (const kept of [false, true]) t.equal(said(false, [window, ended('completed')], kept), '')
  t.notOk(isKept(), 'it is over')
  t.end()
})

t.test(
  'REH-04: what never came to its first window is refused before a lab is started',
  async (t) => {
    const folder = t.testdir({ 'lab.yaml': smallLab, out: { lab: {} } })
    const { runbook } = readRunbook('asynchronous', folder)
    const lab = readLab('lab.yaml', folder)
    const plan = { runbook, lab, world: 'real', seed: '1', preSharedKey: 'x'.repeat(43) } as const
    Journal.begin(join(folder, 'out', 'lab'), plan).heard({ kind: 'start' }, 0)
    t.match(await commandLine(folder, ['rehearse', '--resume', 'out']), {
      code: 3,
      err: /expected in out .* found one that had not come to its first window; rehearse anew/,
    })
  },
)
