import { type EventOf, ofName, type Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'

type Population = NonNullable<Report['population']>

/** A longer list is cut. */
const namesMax = 500

/** What became of the clients, by kind (CLI-08). Null = nobody counted them. */
export function populationOf({ events }: Rehearsal): Population | null {
  const counted = ofName(events, 'population-counted').at(-1)
  if (counted === undefined) return null
  const groups = counted.groups.filter(({ total }) => total > 0)
  const sum = (of: (group: EventOf<'population-counted'>['groups'][number]) => number) =>
    groups.reduce((all, group) => all + of(group), 0)
  const stranded = new Set(ofName(events, 'client-stranded').map(({ client }) => client))
  return {
    groups: groups.map(({ byHand, ...group }) => ({
      ...group,
      at: { ...group.at },
      ...(byHand === undefined ? {} : { byHand: [...byHand] }),
    })),
    total: sum((group) => group.total),
    upgraded: sum((group) => group.upgraded),
    late: sum((group) => group.late),
    stranded: sum((group) => group.stranded),
    redeployByHand: sum((group) => group.redeployByHand),
    strandedClients: [...stranded].slice(0, namesMax),
  }
}

/** Clients set by an appliance's address, which stay with it wherever the site leads (NET-07). */
export function clientsLeftBehind(
  population: Population | null,
  leadsTo: string | null | undefined,
): { readonly total: number; readonly left: number } {
  const group = population?.groups.find((one) => one.group === 'clients-by-address')
  if (group === undefined || leadsTo === null || leadsTo === undefined) return { total: 0, left: 0 }
  return { total: group.total, left: group.total - (group.at[leadsTo] ?? 0) }
}
