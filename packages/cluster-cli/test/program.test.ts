import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { commands } from '../src/commands/table.ts'
import { commandLine } from './support/command-line.ts'
import { smallLab } from './support/lab-file.ts'

const folder = t.testdir({ 'lab.yaml': smallLab, file: '' })

const wrong: readonly (readonly [args: string, complaint: string])[] = [
  ['reherse asynchronous', 'unknown command "reherse"; did you mean "rehearse"?'],
  ['--verison', 'unknown option "--verison"; did you mean "--version"?'],
  ['rehearse', '<runbook> is missing'],
  ['rehearse asynchronous synchronous', 'expected <runbook>, found also "synchronous"'],
  ['rehearse asynchronus', 'unknown runbook "asynchronus"; did you mean "asynchronous"?'],
  ['rehearse my.yaml', 'my.yaml: there is no such file'],
  ['rehearse asynchronous --wrold real', 'unknown option "--wrold"; did you mean "--world"?'],
  ['rehearse asynchronous --world vritual', 'unknown world "vritual"; did you mean "virtual"?'],
  ['rehearse asynchronous --seed x', 'option --seed expects an integer from 0'],
  ['rehearse asynchronous --lab defalt', 'unknown lab "defalt"; did you mean "default"?'],
  ['rehearse asynchronous --to 12.20', 'option --to expects a known site version, such as 12.2.0'],
  ['rehearse asynchronous --lab lab.yaml --to 10.6.1', 'expected nothing older than Base 3.2.4'],
  ['rehearse asynchronous --out file', 'option --out: cannot use file: expected a folder'],
  ['rehearse asynchronous --out=', 'option --out expects DIR, found nothing'],
  ['rehearse asynchronous --lab /dev/null', '/dev/null: expected a file, found a pipe or a device'],
  ['rehearse asynchronous --lab ./', './: expected a file, found a folder'],
  ['rehearse asynchronous --out /dev/null', 'cannot use /dev/null: expected a folder, found some'],
  ['rehearse asynchronous --out file/x', 'option --out: cannot use file/x: expected a folder'],
  ['up --lab nowhere/lab.yaml', 'nowhere/lab.yaml: there is no folder nowhere'],
  ['up --lab lab.yaml --name Big', 'option --name expects lower-case letters'],
  ['do a status --lab ../x', '../x: there is no such file'],
  ['do a status --lab Big', 'option --lab expects lower-case letters'],
  ['status --lab one --name two', 'give either --lab or --name: both say which lab, one and two'],
  ['down --lab nowhere/lab.yaml', 'nowhere/lab.yaml: there is no folder nowhere'],
  ['integration-client --once', 'options --user and --password-file are needed'],
  ['integration-client --user ic --password-file nowhere', 'nowhere: there is no such file'],
  [
    'integration-client --user ic --password-file file --client 10.5',
    'unknown client "10.5"; expected one of: before-10.6, from-10.6',
  ],
  [
    'integration-client --user ic --password-file file --once --every 5',
    'either --once or --every',
  ],
  [
    'integration-client --user ic --password-file file --database postgres://ic:lisbon@db/ic',
    'option --database expects no password in the URL',
  ],
  [
    'integration-client --user ic --password-file file --database postgresql://db/ic?user=ic&password=lisbon',
    'option --database expects no password in the URL',
  ],
  [
    'integration-client --user ic --password-file file --database-password-file file',
    'option --database-password-file is for --database postgres://',
  ],
  ['up extra', 'expected no further word, found also "extra"'],
  ['do b', 'do expects <appliance> and <operation> first'],
  ['do b sync-no', 'unknown operation "sync-no"; did you mean "sync-now"?'],
  ['do a set-setting --kye x', 'unknown option "--kye"; did you mean "--key"?'],
  ['do a set-setting --key x', 'set-setting: value: expected a value, found nothing'],
  ['do a set-address-enabled --address x --enabled yes', 'option --enabled expects true or false'],
  ['do a set-setting --input {', 'option --input: expected JSON'],
  ['do a set-setting --input {} --key x', 'give either --input or the fields'],
]

for (const [args, complaint] of wrong)
  t.test(`wrong usage is told and exits with 3: ${args}`, async (t) => {
    const { code, out, err } = await commandLine(folder, args.split(' '))
    t.equal(code, 3)
    t.equal(out, '')
    t.ok(err.includes(complaint), err)
    t.notMatch(err, 'lisbon', 'no secret is repeated (SEC-01)')
  })

t.test('REH-01: a runbook with mistakes is refused with line and column', async (t) => {
  writeFileSync(
    join(folder, 'runbook.yaml'),
    `runbook: mine
title: Mine
guide: none
windows:
  - id: one
    title: One
    steps:
      - id: sync
        title: Sync
        guide: none
        on: b
        do: sync-nwo
`,
  )
  const { code, err } = await commandLine(folder, ['rehearse', 'runbook.yaml', '--lab', 'lab.yaml'])
  t.equal(code, 3)
  t.match(err, /^understudy: runbook.yaml:12:13: at windows\/0\/steps\/0\/do: expected .*sync-now/)
})

t.test('REH-01, SEC-03: an alias within what it stands for is refused in a runbook', async (t) => {
  writeFileSync(join(folder, 'endless.yaml'), 'runbook: &r\n  windows: *r\n')
  const { code, err } = await commandLine(folder, ['rehearse', 'endless.yaml'])
  t.equal(code, 3)
  t.match(err, /^understudy: endless.yaml: cannot be read as YAML: expected at most 64 levels/)
})

t.test('commands that need a running lab say that there is none', async (t) => {
  for (const args of ['status', 'down', 'do b sync-now']) {
    const { code, err } = await commandLine(folder, args.split(' '))
    t.equal(code, 1)
    t.match(err, /no lab is running in .*; start one with: understudy up/)
  }
})

t.test('SEC-01: what is secret is not taken from the command line', async (t) => {
  const asOption = await commandLine(folder, ['do', 'a', 'set-pre-shared-key', '--key', 'k'])
  t.equal(asOption.code, 3)
  t.match(asOption.err, '--key-file')
  const asInput = await commandLine(folder, [
    'do',
    'a',
    'set-pre-shared-key',
    '--input',
    '{"key":"k"}',
  ])
  t.equal(asInput.code, 3)
  t.match(asInput.err, 'secret')
})

t.test('help of a command that a group does not have is refused, with what is near', async (t) => {
  const { code, err } = await commandLine(t.testdir(), ['help', 'chaos', 'rum'])
  t.equal(code, 3)
  t.match(err, /chaos command.*rum.*did you mean "run"/)
  t.match(await commandLine(t.testdir(), ['help', 'chaos', 'run']), { code: 0, out: /chaos run/ })
})

t.test('every command has help with an example that begins with its name', async (t) => {
  for (const { name, examples, hidden } of commands) {
    if (hidden) continue
    const { code, out } = await commandLine(folder, [name, '--help'])
    t.equal(code, 0)
    t.ok(examples.length > 0 && out.includes(examples[0] as string), name)
    t.ok(
      examples.some((example) => example.startsWith(`understudy ${name}`)),
      name,
    )
  }
  const overview = await commandLine(folder, ['--help'])
  for (const { name, hidden } of commands) t.equal(overview.out.includes(`  ${name} `), !hidden)
  t.match((await commandLine(folder, ['--version'])).out, /^understudy \d+\.\d+\.\d+\n$/)
  t.equal((await commandLine(folder, [])).code, 3)
})

t.test('DESIGN 3: every operation of the table is listed with its fields', async (t) => {
  const { out } = await commandLine(folder, ['operations'])
  for (const part of [
    'sync-now\n',
    'establish-relationship\n',
    '--peer-host TEXT',
    '--enabled true|false',
  ])
    t.ok(out.includes(part), part)
})
