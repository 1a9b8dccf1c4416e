import { type ClientGroup, compareVersions, type LabEvent } from '@understudy/shared'
import { ofName } from '../rehearsal.ts'

/** Clients of one kind that have a newer version than the site one would go back to. */
export interface NewerClients {
  readonly group: ClientGroup
  readonly count: number
  /** As far as the stream names them: consoles tell of their update one by one, other clients are counted. */
  readonly names: string[]
}

/** When a client has updated itself. */
interface Update {
  readonly atMs: number
  readonly group: ClientGroup
  readonly count: number
  readonly names: readonly string[]
}

/**
 * Every update of clients to a newer version than `site` (UPD-10). What is only counted, in spans, counts from the span
 * on in which the site's traffic first reached a newer box (`newerFromMs`); before, clients caught up with the old one.
 */
export function updatesBeyond(
  events: readonly LabEvent[],
  site: string,
  newerFromMs: number | null,
): readonly Update[] {
  const consoles = ofName(events, 'console-updated')
    .filter(({ client, to }) => !isTest(client) && compareVersions(to, site) > 0)
    .map(({ atMs, client }): Update => ({ atMs, group: 'consoles', count: 1, names: [client] }))
  const counted = ofName(events, 'reconnections')
    .filter(({ group, upgraded }) => group !== 'consoles' && upgraded > 0)
    .filter(({ fromMs }) => newerFromMs !== null && fromMs >= newerFromMs)
    .map(({ toMs, group, upgraded }): Update => ({ atMs: toMs, group, count: upgraded, names: [] }))
  return [...consoles, ...counted].sort((one, other) => one.atMs - other.atMs)
}

/** The same client is counted once, however many versions it went through. */
export function newerClientsAt(updates: readonly Update[], atMs: number): readonly NewerClients[] {
  const groups = new Map<ClientGroup, { count: number; names: Set<string> }>()
  for (const update of updates) {
    if (update.atMs > atMs) break
    const sum = groups.get(update.group) ?? { count: 0, names: new Set() }
    groups.set(update.group, sum)
    for (const name of update.names) sum.names.add(name)
    sum.count = update.names.length > 0 ? sum.names.size : sum.count + update.count
  }
  return [...groups].map(([group, { count, names }]) => ({
    group,
    count,
    names: [...names].sort(),
  }))
}

const isTest = (client: string): boolean => client.startsWith('test-')
