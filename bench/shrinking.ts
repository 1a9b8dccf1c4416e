import { type Decisions, soundDecisions } from '@understudy/appliance-core'
import { nodeSigning } from '@understudy/certificates/signing'
import { drawSchedule, PreparedLabs, playSchedule, type Schedule, shrink } from '@understudy/chaos'
import { ownMs } from './lib/own-time.ts'
import { median, printFigure, printHead } from './lib/print.ts'

/*
 * How long it takes to shrink a failing schedule of 50 faults: those of several seeds together, played by appliances that answer
 * their clients before they have stored anything. This thread's own time; the first one, in which code gets warm, is not counted.
 * `node bench/dist/shrinking.js [schedules]`
 */
const wanted = Number(process.argv[2] ?? 9)
const faultsEach = 50
printHead('shrinking', 'as found')

const decisions: Decisions = {
  ...soundDecisions,
  waitsForCommit: ({ kind }) => kind !== 'send-client',
}
const labs = new PreparedLabs({ signing: nodeSigning, decisions })
const lawsBrokenBy = (schedule: Schedule): readonly string[] =>
  playSchedule(schedule, labs).findings.map(({ law }) => law)

const seconds: number[] = []
for (let seed = 1; seconds.length <= wanted; seed++) {
  const long = longSchedule(seed)
  const [law] = lawsBrokenBy(long)
  if (law === undefined) continue
  const startedAtMs = ownMs()
  const { schedule, plays } = shrink(long, (one) => lawsBrokenBy(one).includes(law))
  seconds.push((ownMs() - startedAtMs) / 1_000)
  console.log(
    `    from seed ${seed}: ${law}, ${schedule.faults.length} of ${long.faults.length} faults left after ${plays} plays`,
  )
}
const each = median(seconds.slice(1))
printFigure({
  name: `a schedule of ${faultsEach} faults, median of ${wanted}`,
  value: each,
  unit: 's',
  limit: '5, aim 1',
  met: each < 5,
})

/** The lab of one seed, and the faults of as many as are needed. */
function longSchedule(seed: number): Schedule {
  const first = drawSchedule(String(seed), { mode: 'safe' })
  const faults = [...first.faults]
  for (let other = 1_000 * seed; faults.length < faultsEach; other++)
    faults.push(...drawSchedule(String(other), { mode: 'safe' }).faults)
  const inTime = faults.slice(0, faultsEach).sort((one, next) => one.atMs - next.atMs)
  return { ...first, lab: { ...first.lab, safetyMs: 120_000 }, faults: inTime }
}
