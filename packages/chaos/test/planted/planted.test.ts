import { readFileSync } from 'node:fs'
import { decisionsWith, plantedDefects } from '@understudy/appliance-core/planted'
import { MemoryStore } from '@understudy/memory-store'
import t from 'tap'
import { type PlayedSchedule, playSchedule, type Schedule } from '../../src/index.ts'

/** What `scripts/planted` has found, and shrunk. */
const file = new URL('../../../test/planted/known.json', import.meta.url)
const known = JSON.parse(readFileSync(file, 'utf8')) as readonly {
  readonly defect: string
  readonly law: string
  readonly schedule: Schedule
}[]

t.ok(known.length >= 25, 'CHA-05: at least 25 planted defects are found')
t.ok(
  known.filter(({ schedule }) => schedule.faults.length <= 3).length >= 3,
  'CHA-04: the shrunk schedules of three of them have at most three faults',
)

for (const { defect, law, schedule } of known)
  t.test(`CHA-05: ${defect} is found, and without it nothing is`, async (t) => {
    const planted = plantedDefects.find(({ name }) => name === defect)
    t.ok(planted, 'it is in the table')
    if (planted === undefined) return
    const play = (decisions?: ReturnType<typeof decisionsWith>): PlayedSchedule =>
      playSchedule(schedule, { openStore: () => new MemoryStore(), decisions })
    if (law === 'preparation') t.throws(() => play(decisionsWith(planted)))
    else
      t.ok(
        play(decisionsWith(planted)).findings.some((finding) => finding.law === law),
        `${law} is broken`,
      )
    t.same(play().findings, [])
  })
