import { installationsOf } from './picture/histories.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { Report } from './schema.ts'

/** How long each appliance took for each package: the same on both boxes (UPD-06), which one sees side by side. */
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
