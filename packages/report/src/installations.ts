import { installationsOf } from './picture/histories.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { Report } from './schema.ts'

/** How long each appliance took for each package, to be seen side by side: both should take the same (UPD-06). */
export function installationTimes(rehearsal: Rehearsal): Report['installations'] {
  const { events } = rehearsal
  const appliances = [
    ...new Set(events.flatMap(({ name, source }) => (name === 'update-started' ? [source] : []))),
  ].toSorted()
  return appliances.flatMap((appliance) =>
    installationsOf(rehearsal, appliance).map(({ label, good, startedAtMs, endedAtMs }) => ({
      appliance,
      package: label,
      startedAtMs,
      endedAtMs,
      finished: good,
    })),
  )
}
