import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Comparison } from '@understudy/report'
import t from 'tap'
import { commandLine } from './support/command-line.ts'

const lab = `name: small
appliances:
  a: { hostname: a.example.com, address: 192.0.2.1, base: 3.2.4, site: 11.1.0 }
  b: { hostname: b.example.com, address: 192.0.2.2, base: 3.2.4, site: 11.1.0 }
target: { base: 3.3.2, site: 12.2.0 }
data: { sessions: 20, recordings: 1, recordingBytes: 4096 }
clients: { representatives: 1, sessionEveryMs: 60000 }
installation: { baseMinutes: 1, siteMinutes: 2 }
betweenWindowsMinutes: 2
`

t.test(
  'REH-06: both procedures are played with each seed, and the same seeds give the same',
  async (t) => {
    const folder = t.testdir({ 'lab.yaml': lab })
    const args = ['compare', '--lab', 'lab.yaml', '--seeds', '2', '--seed', '8']
    const inTwo = await commandLine(folder, [...args, '--jobs', '2', '--json'])
    t.equal(inTwo.code, 0, inTwo.err)
    const comparison = JSON.parse(inTwo.out) as Comparison
    t.equal(readFileSync(join(folder, 'out/comparison/comparison.json'), 'utf8'), inTwo.out)
    t.match(readFileSync(join(folder, 'out/comparison/comparison.html'), 'utf8'), '<svg')
    const [asynchronous, synchronous] = comparison.procedures
    for (const procedure of [asynchronous, synchronous])
      t.same(
        procedure?.rehearsals.map(({ seed }) => seed),
        ['8', '9'],
      )
    const medians = [asynchronous, synchronous].map(
      (one) => one?.distributions['downtimeMs']?.median,
    )
    const [swung = 0, installed = 0] = medians
    t.ok(swung > 0 && swung < 30_000 && installed > 60_000, `${swung} and ${installed}`)

    const alone = ['compare', '--lab', 'lab.yaml', '--seeds', '1', '--seed', '9', '--jobs', '1']
    const inOne = await commandLine(folder, [...alone, '--json', '--out', 'again'])
    t.same(
      (JSON.parse(inOne.out) as Comparison).procedures.flatMap(({ rehearsals }) => rehearsals),
      comparison.procedures.map(({ rehearsals }) => rehearsals[1]),
      'one after the other as well as two at a time',
    )

    const rehearsed = [
      'rehearse',
      'synchronous',
      '--lab',
      'lab.yaml',
      '--world',
      'virtual',
      '--json',
    ]
    const { out } = await commandLine(folder, [...rehearsed, '--seed', '9'])
    t.equal(
      JSON.parse(out).traceHash,
      synchronous?.rehearsals[1]?.traceHash,
      'and it is what rehearse plays',
    )
  },
)

t.test(
  'REH-06: a procedure that fails on the lab makes the comparison fail, by its seeds',
  async (t) => {
    const folder = t.testdir({
      'lab.yaml': lab,
      'wrong.yaml': `runbook: wrong
title: B was never updated
guide: our own
windows:
  - id: only
    title: The window
    steps:
      - id: verify-b
        title: B has the target
        guide: our own
        observe: true
        check: [{ of: b, that: site, is: '\${target.site}' }]
`,
    })
    const args = [
      'compare',
      'wrong.yaml',
      'synchronous',
      '--lab',
      'lab.yaml',
      '--seeds',
      '1',
      '--jobs',
      '1',
    ]
    const { code, out } = await commandLine(folder, args)
    t.equal(code, 1)
    t.match(out, '1 of 1 rehearsal of wrong failed: seed 1.')
  },
)

t.test('REH-06: what cannot be compared is refused before anything is played', async (t) => {
  const folder = t.testdir({ 'lab.yaml': lab })
  for (const [words, complaint] of [
    ['asynchronous', 'expected two runbooks'],
    ['asynchronous asynchronous', 'found "asynchronous" twice'],
    ['--seeds 0', 'option --seeds expects an integer from 1 to 100000, found "0"'],
    ['--jobs two', 'option --jobs expects an integer'],
    ['--lab nowhere.yaml', 'nowhere.yaml: there is no such file'],
  ] as const) {
    const { code, err } = await commandLine(folder, ['compare', ...words.split(' ')])
    t.equal(code, 3, words)
    t.match(err, complaint)
  }
})
