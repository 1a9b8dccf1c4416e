// Looks for one planted defect by seeds, in both modes in turn, for so many seconds of processor time; prints what it found as a
// line of JSON: where, by which law, and the shrunk schedule. `node hunt.mjs NAME SECONDS`.
import { drawSchedule, modes, shrink } from '@understudy/chaos'
import { focusOf } from './focus.mjs'
import { lawsBrokenBy } from './replay.mjs'

const playsMax = 250
const [name, seconds] = process.argv.slice(2)
const usedSeconds = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6

const found = hunt()
if (found !== null) console.log(JSON.stringify(found))

function hunt() {
  const { faults, admits } = focusOf(name)
  const start = usedSeconds()
  for (let seed = 1; usedSeconds() - start < Number(seconds); seed++)
    for (const mode of modes) {
      const schedule = drawSchedule(String(seed), { mode, ...(faults && { faults }) })
      if (!admits(schedule)) continue
      const [law] = lawsBrokenBy(name, schedule)
      if (law === undefined) continue
      const took = Math.ceil(usedSeconds() - start)
      const shrunk = shrink(schedule, (one) => lawsBrokenBy(name, one).includes(law), { playsMax })
      return {
        defect: name,
        law,
        mode,
        seed,
        ...(faults && { faults }),
        seconds: took,
        faultsDrawn: schedule.faults.length,
        schedule: shrunk.schedule,
      }
    }
  return null
}
