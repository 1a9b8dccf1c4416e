import type { NetworkStatus } from '@understudy/shared'
import { type LabelledRow, labelledLines } from './labelled-lines.ts'

/** For a list on one line; after that, "and so many more". */
const namedMax = 8

/** A running lab's network for people: where the site leads, and anything that keeps traffic from it. */
export function networkLines(is: NetworkStatus): string {
  const rows: readonly LabelledRow[] = [
    ['site', `leads to ${is.siteLeadsTo ?? 'nobody'}, swung by ${is.swing}${conflictOf(is)}`],
    ['offices', officesOf(is)],
    ['faults', listed(is.faults.map(faultOf)) || 'none'],
    ['cut', listed(is.cutPaths.map(cutOf))],
    ['paths', listed(is.paths.flatMap(pathOf))],
  ]
  const told = rows.filter(([, text]) => text !== '')
  return labelledLines('network', told)
}

const conflictOf = ({ conflict }: NetworkStatus): string =>
  conflict ? '; conflict: two appliances claim one address, or the name leads to both' : ''

function officesOf({ offices, staleOffices }: NetworkStatus): string {
  if (staleOffices === 0) return `${offices.length}, none is led elsewhere`
  const stale = offices.filter((office) => office.stale)
  const led = stale.map(({ name, leadsTo }) => `${name} to ${leadsTo ?? 'nobody'}`)
  return `${offices.length}, ${staleOffices} still led elsewhere: ${listed(led)}`
}

const faultOf = ({ name, kind, from, to, connectionsHit }: NetworkStatus['faults'][number]) =>
  `${name} (${kind}, ${from} - ${to}, ${connectionsHit} connections hit)`

const cutOf = ({ from, to, oneWay }: NetworkStatus['cutPaths'][number]): string =>
  oneWay ? `${from} > ${to}, one way` : `${from} - ${to}`

function pathOf({ name, enabled, toxics }: NetworkStatus['paths'][number]): readonly string[] {
  const hit = toxics.map((toxic) => `${toxic.name} (${toxic.type})`)
  return enabled ? hit : [`${name} is disabled`, ...hit]
}

function listed(names: readonly string[]): string {
  const more = names.length - namedMax
  const named = names.slice(0, namedMax).join('; ')
  return more > 0 ? `${named}; and ${more} more` : named
}
