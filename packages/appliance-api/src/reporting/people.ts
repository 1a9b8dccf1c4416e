import { type ReportedSession, repIdOf } from '@understudy/shared'
import type { Era } from '../era.ts'
import { unixOf } from '../times.ts'
import type { XmlWriter } from '../xml/writer.ts'
import { numbers } from './session-event.ts'

/** What nobody collected is the literal `Unknown` (A). */
const unknown = 'Unknown'
const machine = ['public_ip', 'private_ip', 'hostname', 'os']

interface Part {
  readonly name: string
  readonly joinedAtMs: number
  readonly leftAtMs: number
}

/** Who took part, the last owner first. */
function partsOf(session: ReportedSession): readonly Part[] {
  const { representative: name, startedAtMs: joinedAtMs, representatives } = session
  const leftAtMs = session.open ? joinedAtMs : session.endedAtMs
  if (representatives === undefined) return [{ name, joinedAtMs, leftAtMs }]
  const one = representatives.findLast((part) => part.name === name)
  const others = representatives.filter((part) => part !== one)
  return [one ?? { name, joinedAtMs, leftAtMs }, ...others]
}

/** The number by which a session's events name that representative; its owner's where it is none of them. */
export function gsNumberOf(session: ReportedSession, name: string): number {
  const at = partsOf(session).findIndex((part) => part.name === name)
  return numbers.representative + Math.max(0, at)
}

/** `customer_list`, `rep_list` and `team_list` of a session (P 4.4). */
export function writePeople(xml: XmlWriter, era: Era, session: ReportedSession): void {
  writeCustomer(xml, session)
  xml.begin('rep_list')
  partsOf(session).forEach((part, at) => {
    writeRepresentative(xml, era, session, part, at)
  })
  xml.end()
  if (session.team === undefined) return
  xml.begin('team_list')
  xml.leaf('team', session.team.name, { id: session.team.id })
  xml.end()
}

function writeCustomer(xml: XmlWriter, session: ReportedSession): void {
  xml.begin('customer_list')
  xml.begin('customer', { gsnumber: numbers.customer })
  xml.leaf('username', session.customer)
  for (const name of machine) xml.leaf(name, unknown)
  xml.leaf('primary_cust', 1)
  xml.begin('info')
  xml.leaf('name', session.customer)
  for (const name of ['company', 'company_code']) xml.leaf(name, '')
  xml.leaf('issue', session.issue)
  xml.leaf('details', '')
  xml.end()
  xml.end()
  xml.end()
}

function writeRepresentative(
  xml: XmlWriter,
  era: Era,
  { open }: ReportedSession,
  { name, joinedAtMs, leftAtMs }: Part,
  at: number,
): void {
  xml.begin('representative', { gsnumber: numbers.representative + at, id: repIdOf(name) })
  xml.leaf('username', name)
  xml.leaf('display_name', name)
  if (era.hasDisplayNames) {
    xml.leaf('public_display_name', name)
    xml.leaf('private_display_name', name)
  }
  for (const one of machine) xml.leaf(one, unknown)
  const isOwner = at === 0 ? 1 : 0
  xml.leaf('session_owner', isOwner)
  xml.leaf('primary_rep', isOwner)
  if (!open) xml.leaf('seconds_involved', unixOf(leftAtMs) - unixOf(joinedAtMs))
  xml.end()
}
