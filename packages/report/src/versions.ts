import type { InstalledSoftware } from '@understudy/shared'
import { ofName, type Rehearsal } from './rehearsal.ts'
import type { Report } from './schema.ts'

/**
 * The software of each appliance before and after. If the rehearsal stopped before asking, `after` is what the last
 * finished or interrupted installation reported.
 */
export function versionsOf({ events }: Rehearsal): Report['versions'] {
  const before = ofName(events, 'lab-ready').flatMap((event) => event.versions)
  const asked = ofName(events, 'versions-after').flatMap((event) => event.versions)
  const versions: Report['versions'] = {}
  for (const { appliance, base, site } of before) {
    const after =
      asked.find((told) => told.appliance === appliance) ??
      events.findLast(
        (event) =>
          event.source === appliance &&
          (event.name === 'update-finished' || event.name === 'update-interrupted'),
      )
    versions[appliance] = {
      before: { base, site },
      after: softwareOf(after) ?? { base, site },
    }
  }
  return versions
}

function softwareOf(told: object | undefined): InstalledSoftware | undefined {
  if (told === undefined || !('base' in told) || !('site' in told)) return undefined
  return { base: String(told.base), site: String(told.site) }
}
