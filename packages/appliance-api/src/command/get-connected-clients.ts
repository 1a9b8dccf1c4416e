import { type ClientKind, type ConnectedClient, repIdOf } from '@understudy/shared'
import { type ApiDocument, errorDocument, rootAttributes, shortDocument } from '../answer.ts'
import { writeTime } from '../times.ts'
import type { CommandCall } from './command-call.ts'

/** What the product calls the kinds of clients, and which of ours they are. */
const types: Readonly<Record<string, readonly ClientKind[]>> = {
  representative: ['console'],
  support_customer: ['customer'],
  presentation_attendee: [],
  push_agent: ['jump-client', 'jumpoint'],
}
const idsMax = 100

const idOf = ({ kind, name }: ConnectedClient): string => `${kind}:${name}`

type Group = readonly [type: string, clients: readonly ConnectedClient[]]

/** The clients by type, as `type` asks for them: one, several, or `all`; or the text of an error. */
function groupsOf({ parameters, reading }: CommandCall): readonly Group[] | string {
  const asked = (parameters.get('type') || 'all').split(',')
  const names = asked.includes('all') ? Object.keys(types) : asked
  const clients = reading.clients()
  const unknown = names.find((name) => !Object.hasOwn(types, name))
  if (unknown !== undefined) return 'Invalid client type.'
  return names.map((name) => [name, clients.filter(({ kind }) => types[name]?.includes(kind))])
}

/**
 * `get_connected_client_list` (API-03): who is connected, by type; only how many with `summary_only`. What its elements are
 * called is not documented: these are ours (P 3.12).
 */
export function getConnectedClientList(call: CommandCall): ApiDocument {
  const { era, parameters } = call
  const groups = groupsOf(call)
  if (typeof groups === 'string') return errorDocument(era, 'command', groups)
  return shortDocument((xml) => {
    xml.begin('connected_client_list', rootAttributes(era, 'command'))
    for (const [type, clients] of groups) {
      xml.begin('client_summary', { type, count: clients.length })
      if (parameters.get('summary_only') !== '1')
        for (const client of clients) xml.empty('client', { id: idOf(client) })
      xml.end()
    }
    xml.end()
  })
}

/** `get_connected_clients` (API-03): each of those, or of at most a hundred ids, in full. */
export function getConnectedClients(call: CommandCall): ApiDocument {
  const { era, parameters } = call
  const groups = groupsOf(call)
  if (typeof groups === 'string') return errorDocument(era, 'command', groups)
  const ids = parameters.get('id')?.split(',')
  if (ids !== undefined && ids.length > idsMax)
    return errorDocument(era, 'command', 'At most 100 ids can be asked for at a time.')
  return shortDocument((xml) => {
    xml.begin('connected_clients', rootAttributes(era, 'command'))
    for (const [type, clients] of groups)
      for (const client of clients) {
        if (ids !== undefined && !ids.includes(idOf(client))) continue
        xml.begin('client', { id: idOf(client), type })
        xml.leaf('name', client.name)
        if (client.kind === 'console') xml.leaf('user_id', repIdOf(client.name))
        xml.leaf('version', client.version)
        writeTime(xml, 'connected_since', client.sinceMs, 'ts')
        if (client.lsid !== null) xml.leaf('lsid', client.lsid)
        xml.end()
      }
    xml.end()
  })
}
