import type { LabEvent } from '@understudy/shared'
import type { Rehearsal } from './rehearsal.ts'

/** Each office has one probe, with the same number. */
export const officeOfProbe = (probe: string): string => probe.replace(/^probe-/, 'office-')

/** Every office that a probe or the network reported, by number. */
export function officesIn({ events }: Rehearsal): readonly string[] {
  const offices = new Set<string>()
  for (const event of events) {
    const office = officeIn(event)
    if (office !== undefined) offices.add(office)
  }
  return [...offices].sort(byNumber)
}

function officeIn(event: LabEvent): string | undefined {
  switch (event.name) {
    case 'availability':
    case 'outage-began':
    case 'outage-ended':
      return officeOfProbe(event.probe)
    case 'office-moved':
      return event.office
    default:
      return undefined
  }
}

/** office-2 before office-10. */
export function byNumber(one: string, other: string): number {
  const numberOf = (name: string) => Number(/\d+$/.exec(name)?.[0] ?? 0)
  return numberOf(one) - numberOf(other) || (one < other ? -1 : Number(one > other))
}
