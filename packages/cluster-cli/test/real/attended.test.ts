import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '@understudy/report'
import t from 'tap'
import { personWordOf } from '../../src/real/people.ts'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'
import { startCommand } from '../support/process.ts'

/** One step that people approve, one that needs a lab, and one that cannot work in it. */
const runbook = `
runbook: attended
title: A rehearsal that people attend
guide: none
windows:
  - id: only
    title: The window
    steps:
      - { id: settle, title: Let it work, guide: none, wait: 5m }
      - { id: told, title: Everybody is told, guide: none, approve: whoever announces }
      - { id: primary, title: B becomes primary, guide: none, on: b, do: become-primary }
      - { id: wrong, title: A has no peer, guide: none, observe: true, check: [{ of: a, that: relationship, is: null }] }
`

/** What was downloaded before the failure is handed over after it, and work is done again. */
const takenUp = `
runbook: taken-up
title: A rehearsal that fails in the middle
guide: none
windows:
  - id: only
    title: The window
    steps:
      - { id: backup, title: A backup is kept, guide: none, on: a, do: download-backup }
      - { id: told, title: Everybody is told, guide: none, approve: whoever announces }
      - { id: primary, title: B becomes primary, guide: none, on: b, do: become-primary }
      - { id: wrong, title: A has no peer, guide: none, observe: true, check: [{ of: a, that: relationship, is: null }] }
      - { id: upload, title: B is given A's backup, guide: none, on: b, do: upload-backup, with: { file: backup } }
      - { id: settle, title: Let it work, guide: none, wait: 5m }
`

t.test('REH-04: what people write at the terminal', (t) => {
  t.same(personWordOf(''), { word: 'go-on' })
  t.same(personWordOf(' skip  nobody uses it '), { word: 'skip', reason: 'nobody uses it' })
  t.same(personWordOf('pause'), { word: 'pause' })
  for (const nothing of ['skip', 'what?', 'constructor']) t.equal(personWordOf(nothing), undefined)
  t.end()
})

t.test('REH-04: people approve, pause and skip with a reason on a real lab', async (t) => {
  const folder = t.testdir({ 'lab.yaml': smallLab, 'attended.yaml': runbook })
  const args = 'rehearse attended.yaml --lab lab.yaml --attended --out out'.split(' ')
  const command = startCommand(folder, args)
  const write = (line: string): void => void command.child.stdin?.write(`${line}\n`)
  // There is no lab yet that could hear it.
  write('pause')
  await command.says('waits for a person (settle): Paused before: Let it work.')
  write('')
  await command.says('waits for a person (told)')
  write('pause')
  write('')
  await command.says('waits for a person (primary): Paused before: B becomes primary.')
  write('')
  await command.says('waits for a person (wrong): Step wrong failed: expected')
  write('skip it is as it should be')
  t.equal(await command.exited, 0, command.said())
  const report = JSON.parse(readFileSync(join(folder, 'out', 'report.json'), 'utf8')) as Report
  t.equal(report.verdict, 'passed-with-warnings')
  t.same(
    report.steps.map(({ id, outcome }) => `${id} ${outcome}`),
    ['settle passed', 'told passed', 'primary passed', 'wrong skipped'],
  )
  const skipped = report.warnings.filter(({ code }) => code === 'step-skipped')
  t.match(skipped, [{ step: 'wrong', message: /it is as it should be$/ }])
})

t.test(
  'REH-04: a rehearsal that was killed, and then failed, is gone on with in other processes, on its kept lab',
  async (t) => {
    const folder = t.testdir({ 'lab.yaml': smallLab, 'taken-up.yaml': takenUp })
    const rehearse = (line: string) => commandLine(folder, ['rehearse', ...line.split(' ')])
    const begin = 'rehearse taken-up.yaml --lab lab.yaml --out out --keep-lab --attended'
    const first = startCommand(folder, begin.split(' '))
    await first.says('waits for a person (told)')
    first.child.kill('SIGKILL')
    t.equal(await first.exited, 'SIGKILL')
    t.match(await rehearse('--resume out --seed 3'), {
      code: 3,
      err: /--seed was said when the rehearsal began/,
    })
    const second = await rehearse('--resume out')
    t.match(second, { code: 1, err: /to go on with it: understudy rehearse --resume out/ })
    t.match(second.out, /waits for a person \(told\).*go-on.*primary passed.*wrong failed/s)
    const third = await commandLine(folder, [
      ...['rehearse', '--resume', 'out', '--skip', 'it is as it should be'],
    ])
    t.equal(third.code, 0, third.out)
    const report = JSON.parse(readFileSync(join(folder, 'out', 'report.json'), 'utf8')) as Report
    const ended = ['backup', 'told', 'primary', 'wrong', 'upload', 'settle']
    t.same(
      report.steps.map(({ id, outcome }) => `${id} ${outcome}`),
      ended.map((id) => `${id} ${id === 'wrong' ? 'skipped' : 'passed'}`),
    )
    t.ok(report.sessions.acknowledged > 0)
    t.equal(report.warnings.filter(({ code }) => code === 'taken-up').length, 2)
    t.match(await commandLine(folder, ['verify', 'out']), { code: 0 }, 'its figures agree')
    t.match(await rehearse('--resume out'), { code: 3, err: /expected in out the lab of a/ })
  },
)

t.test('REH-04: virtual time waits for nobody', async (t) => {
  const ran = await commandLine(t.testdir({}), [
    'rehearse',
    'asynchronous',
    '--world',
    'virtual',
    '--attended',
  ])
  t.match(ran, { code: 3, err: /people take real time/ })
})
