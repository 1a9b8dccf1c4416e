// Hunts a mutant that no test missed: seeds of a campaign, in both modes in turn, for so many seconds of processor time. Says as a
// line of JSON what found it; null = nothing. `node --import switch.mjs campaign.mjs ID SECONDS`.
import { drawSchedule, modes, PreparedLabs, playSchedule } from '@understudy/chaos'
import { take } from './switch.mjs'

const [id, seconds] = process.argv.slice(2)
const labs = {}
const usedSeconds = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6
console.log(JSON.stringify(hunt()))

function hunt() {
  const start = usedSeconds()
  for (let seed = 1; usedSeconds() - start < Number(seconds); seed++)
    for (const mode of modes) {
      const schedule = drawSchedule(String(seed), { mode })
      const [law] = lawsBrokenBy(schedule, id)
      // What is broken anyway says nothing of the mutant.
      if (law !== undefined && lawsBrokenBy(schedule, undefined).length === 0)
        return `${law}, seed ${seed} (${mode})`
    }
  return null
}

/** Seeds share the disks that they start from: those that were set up with the mutant, and those without. */
function labsOf(mutant) {
  labs[mutant ?? ''] ??= new PreparedLabs()
  return labs[mutant ?? '']
}

function lawsBrokenBy(schedule, mutant) {
  take(mutant)
  try {
    return playSchedule(schedule, labsOf(mutant)).findings.map(({ law }) => law)
  } catch {
    return ['preparation']
  }
}
