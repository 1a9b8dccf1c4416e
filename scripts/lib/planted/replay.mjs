// Plays schedules with planted defects, and without.
import { decisionsWith, plantedDefects } from '@understudy/appliance-core/planted'
import { playSchedule } from '@understudy/chaos'
import { MemoryStore } from '@understudy/memory-store'

const defectOf = (name) => plantedDefects.find((one) => one.name === name)

/** The laws that the defect breaks and the sound core does not. A world that cannot even be prepared is found out as well. */
export function lawsBrokenBy(name, schedule) {
  const broken = lawsWith({ decisions: decisionsWith(defectOf(name)) }, schedule)
  if (broken.length === 0) return broken
  const real = lawsWith({}, schedule)
  if (real.length > 0)
    console.error(`without a defect too: ${real.join(', ')} by ${JSON.stringify(schedule)}`)
  return broken.filter((law) => !real.includes(law))
}

/** Whether what was known of a defect still holds. */
export const isStillFound = ({ defect, law, schedule }) =>
  defectOf(defect) !== undefined && lawsBrokenBy(defect, schedule).includes(law)

function lawsWith(decisions, schedule) {
  try {
    const played = playSchedule(schedule, { openStore: () => new MemoryStore(), ...decisions })
    return played.findings.map(({ law }) => law)
  } catch {
    return ['preparation']
  }
}
