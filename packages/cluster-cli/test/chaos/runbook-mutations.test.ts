import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { judgeMutation, mutationsOf, type RunbookMutations } from '@understudy/chaos'
import type { Runbook } from '@understudy/rehearsal'
import { buildReport, type Report } from '@understudy/report'
import type { LabConfig, LabEvent } from '@understudy/shared'
import t from 'tap'
import { readLab } from '../../src/files/lab-source.ts'
import { readRunbook } from '../../src/files/runbook-source.ts'
import { keyFor } from '../../src/lab/processes/key-for.ts'
import { playVirtual } from '../../src/virtual/play-virtual.ts'
import { commandLine } from '../support/command-line.ts'

const labs = fileURLToPath(new URL('../../../test/fixtures/mistakes/', import.meta.url))

function reportOf(runbook: Runbook, lab: LabConfig): Report {
  const plan = { runbook, lab, world: 'virtual', seed: '1' } as const
  const events: LabEvent[] = []
  playVirtual({ ...plan, preSharedKey: keyFor('virtual', '1') }, events)
  return buildReport(events, { wallTimeMs: 0 })
}

/** What told of each mistake of which the guides warn: "step take-b", "warning same-role". */
function caughtDangers(lab: LabConfig, wanted: readonly string[]): Record<string, string[]> {
  const { runbook } = readRunbook('asynchronous', labs)
  const base = reportOf(runbook, lab)
  const dangers = mutationsOf(runbook, lab).filter(({ id }) => wanted.includes(id))
  return Object.fromEntries(
    dangers.map((danger) => {
      const { catches } = judgeMutation(danger, base, reportOf(danger.runbook, lab))
      return [danger.id, catches.map(({ by, which }) => `${by} ${which}`.trim())]
    }),
  )
}

t.test('REH-07: every mistake of which the guides warn is told of, and by what', (t) => {
  const caught = caughtDangers(readLab(join(labs, 'modern.yaml'), labs), [
    'updated-before-the-break',
    'broken-without-a-sync',
    'both-addresses-enabled',
    'established-from-the-wrong-side',
    'forced-from-the-wrong-side',
  ])
  for (const [danger, by] of [
    ['updated-before-the-break', 'warning updated-in-relationship'],
    ['broken-without-a-sync', 'warning broken-without-sync-now'],
    ['both-addresses-enabled', 'step owner-b'],
    ['both-addresses-enabled', 'warning address-conflict'],
    ['established-from-the-wrong-side', 'step establish-b'],
    ['forced-from-the-wrong-side', 'step establish-b'],
  ] as const)
    t.ok(caught[danger]?.includes(by), `${danger} by ${by}, found ${caught[danger]?.join(', ')}`)
  t.end()
})

t.test(
  'REH-07, SYN-04: so is a swing of before 10.6 of which nobody says what it will lose',
  (t) => {
    const caught = caughtDangers(readLab(join(labs, 'legacy.yaml'), labs), [
      'swung-without-extraction',
    ])
    t.same(caught, { 'swung-without-extraction': ['step establish-b'] })
    t.end()
  },
)

/** An update that nobody looks at. */
const careless = `runbook: careless
title: B is updated, and nobody looks
guide: our own
windows:
  - id: only
    title: The window
    steps:
      - { id: update-b, title: t, guide: our own, on: b, update: to-target }
      - { id: look, title: t, guide: our own, test: through-site }
`

t.test(
  'REH-07: a mistake that costs something and of which nothing tells fails the command',
  async (t) => {
    const lab = readFileSync(join(labs, 'modern.yaml'), 'utf8').replace(
      'target:',
      'start: { serves: a, backup: none }\ntarget:',
    )
    const folder = t.testdir({ 'lab.yaml': lab, 'careless.yaml': careless })
    const args = ['chaos', 'runbook', 'careless.yaml', '--lab', 'lab.yaml', '--jobs', '1']
    const { code, out, err } = await commandLine(folder, [...args, '--json'])
    t.equal(code, 1, err)
    const result = JSON.parse(out) as RunbookMutations
    const missed = result.mutations.filter(({ outcome }) => outcome === 'missed')
    t.match(missed, [
      { id: 'skipped:update-b', costs: [{ figure: 'versions' }] },
      { id: 'wrong-appliance:update-b', verdict: 'passed' },
    ])
    const left = join(folder, 'out/mistakes-careless')
    t.equal(readFileSync(join(left, 'runbook-mutations.json'), 'utf8'), out)
    t.match(readFileSync(join(left, 'runbook-mutations.html'), 'utf8'), /^<!doctype html>/)
    t.match(
      readFileSync(join(left, 'runbook-mutations.md'), 'utf8'),
      '| update-b is skipped | missed | B left at 3.2.4 and 11.1.0 instead of 3.3.2 and 12.2.0 |',
    )
  },
)

t.test('REH-07: chaos runbook is told wrong words as every command is', async (t) => {
  for (const [words, complaint] of [
    ['', 'chaos expects run, replay, explore, runbook'],
    ['rnbook', 'unknown chaos command "rnbook"; did you mean "runbook"'],
    ['runbook', '<runbook> is missing'],
    ['runbook asynchronous --lab nowhere.yaml', 'there is no such file'],
  ] as const) {
    const { code, err } = await commandLine(
      t.testdir(),
      ['chaos', ...words.split(' ')].filter(Boolean),
    )
    t.equal(code, 3, words)
    t.match(err, complaint)
  }
})
