import { readFileSync } from 'node:fs'
import { decisionsWith, plantedDefects } from '@understudy/appliance-core/planted'
import t from 'tap'
import { type PlayedSchedule, PreparedLabs, playSchedule, type Schedule } from '../../src/index.ts'

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

/** All start from the same few disks, if nothing is planted. */
const soundLabs = new PreparedLabs()

for (const { defect, law, schedule } of known)
  t.test(`CHA-05: ${defect} is found, and without it nothing is`, async (t) => {
    const planted = plantedDefects.find(({ name }) => name === defect)
    t.ok(planted, 'it is in the table')
    if (planted === undefined) return
    const play = (): PlayedSchedule =>
      playSchedule(schedule, new PreparedLabs({ decisions: decisionsWith(planted) }))
    if (law === 'preparation') t.throws(play)
    else
      t.ok(
        play().findings.some((finding) => finding.law === law),
        `${law} is broken`,
      )
    t.same(playSchedule(schedule, soundLabs).findings, [])
  })
