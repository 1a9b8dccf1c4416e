import type { LabEvent, Role } from '@understudy/shared'

/** The moments, by event, after which more than one appliance was primary. */
export function momentsOfTwoPrimaries(events: readonly LabEvent[]): readonly LabEvent[] {
  const roles = new Map<string, Role>()
  return events.filter((event) => {
    if (event.name === 'role-changed') roles.set(event.source, event.to)
    else if (event.name === 'appliance-started') roles.set(event.source, event.role)
    else return false
    return [...roles.values()].filter((role) => role === 'primary').length > 1
  })
}
