import type { ExtractedPerson, ExtractedSession } from '@understudy/integration-model'
import { isoTimeOf } from '@understudy/shared'

/* A session's rows, table by table; `session_id` and `session_event_id` are the database's. */

export const timeOf = (seconds: number): string => isoTimeOf(seconds * 1_000)

export const sessionRow = (session: ExtractedSession, identity: string, hostName: string) => ({
  identity,
  type: session.type,
  start_time: timeOf(session.startedAtS),
  end_time: session.endedAtS === null ? null : timeOf(session.endedAtS),
  duration: session.duration,
  file_transfers: session.fileTransfers,
  host_name: hostName,
  external_key: kept(session.externalKey),
  public_site_id: session.publicSiteId,
  public_site_name: kept(session.publicSiteName),
})

export const eventRows = (session: ExtractedSession, sessionId: number) =>
  session.events.map((event, position) => ({
    session_id: sessionId,
    position,
    time: timeOf(event.atS),
    type: event.type,
    performed_by: event.performedBy,
    performer: kept(event.performer),
    body: kept(event.body),
    filename: kept(event.filename),
    filesize: event.filesize,
  }))

export const personRow = (person: ExtractedPerson, sessionId: number) => ({
  session_id: sessionId,
  gsnumber: person.gsnumber,
  username: kept(person.username),
  display_name: kept(person.displayName),
  public_ip: person.publicIp,
  private_ip: person.privateIp,
  hostname: kept(person.hostname),
  os: kept(person.os),
  is_primary: person.isPrimary ? 1 : 0,
})

/** PostgreSQL's text holds no NUL: both databases keep the same. */
export const kept = (text: string): string => text.replaceAll('\0', '\ufffd')
