// Plays schedules with planted defects, and without.
import { decisionsWith, plantedDefects } from '@understudy/appliance-core/planted'
import { PreparedLabs, playSchedule } from '@understudy/chaos'

const defectOf = (name) => plantedDefects.find((one) => one.name === name)

/** The laws that the defect breaks and the sound core does not. A world that cannot even be prepared is found out as well. */
export function lawsBrokenBy(name, schedule) {
  const broken = lawsWith(labsWith(name), schedule)
  if (broken.length === 0) return broken
  const real = lawsWith(soundLabs, schedule)
  if (real.length > 0)
    console.error(`without a defect too: ${real.join(', ')} by ${JSON.stringify(schedule)}`)
  return broken.filter((law) => !real.includes(law))
}

/** Whether what was known of a defect still holds. */
export const isStillFound = ({ defect, law, schedule }) =>
  defectOf(defect) !== undefined && lawsBrokenBy(defect, schedule).includes(law)

const soundLabs = new PreparedLabs()
let planted = { name: '', labs: soundLabs }

/** Seeds of one defect share the disks that it was set up with. */
function labsWith(name) {
  if (planted.name !== name)
    planted = { name, labs: new PreparedLabs({ decisions: decisionsWith(defectOf(name)) }) }
  return planted.labs
}

function lawsWith(labs, schedule) {
  try {
    return playSchedule(schedule, labs).findings.map(({ law }) => law)
  } catch {
    return ['preparation']
  }
}
