import { type ReportedSession, repIdOf, type SessionPages } from '@understudy/shared'
import { type ApiDocument, document, pieceChars, rootAttributes } from '../answer.ts'
import type { Era } from '../era.ts'
import { durationOf, writeTime } from '../times.ts'
import type { XmlWriter } from '../xml/writer.ts'
import { externalKeyOf, writeAttributes } from './attributes.ts'
import { writeSurveys } from './exit-surveys.ts'
import { gsNumberOf, writePeople } from './people.ts'
import { numbers, writeEvent } from './session-event.ts'

/** `SupportSession` (API-02): full sessions, element for element as the guide prints them. */
export const supportSessions = (era: Era, siteHostname: string, pages: SessionPages): ApiDocument =>
  document(function* (xml) {
    xml.begin('session_list', rootAttributes(era, 'reporting'))
    for (const sessions of pages) {
      for (const session of sessions) {
        writeSession(xml, era, siteHostname, session)
        // A page of long sessions makes many pieces: none of them waits for the others.
        if (xml.pending >= pieceChars) yield
      }
      yield
    }
    xml.end()
  })

function writeSession(
  xml: XmlWriter,
  era: Era,
  siteHostname: string,
  session: ReportedSession,
): void {
  xml.begin('session', { lsid: session.lsid })
  xml.leaf('session_type', 'support')
  if (era.hasLseq) xml.leaf('lseq', session.lseq)
  writeTime(xml, 'start_time', session.startedAtMs, 'timestamp')
  if (!session.open) {
    writeTime(xml, 'end_time', session.endedAtMs, 'timestamp')
    xml.leaf('duration', durationOf(session.endedAtMs - session.startedAtMs))
  }
  xml.leaf('public_site', 'Default', { id: 1 })
  xml.leaf('external_key', externalKeyOf(session))
  if (session.attributes !== undefined) writeAttributes(xml, session.attributes)
  if (!session.open) writeAddresses(xml, siteHostname, session)
  xml.leaf(
    'file_transfer_count',
    countOf(session, 'File Upload') + countOf(session, 'File Download'),
  )
  xml.leaf('file_move_count', 0)
  xml.leaf('file_delete_count', 0)
  xml.leaf('primary_customer', session.customer, { gsnumber: numbers.customer })
  xml.leaf('primary_rep', session.representative, {
    gsnumber: numbers.representative,
    id: repIdOf(session.representative),
  })
  writePeople(xml, era, session)
  writeSurveys(xml, session)
  xml.begin('session_details')
  const { startedAtMs } = session
  writeEvent(xml, [startedAtMs, 'Session Start', ''])
  writeEvent(xml, [startedAtMs, 'Conference Member Added', session.customer], 'customer')
  writeEvent(
    xml,
    [startedAtMs, 'Conference Member Added', session.representative],
    'representative',
  )
  const numberOf = (name: string): number => gsNumberOf(session, name)
  for (const event of session.events) writeEvent(xml, event, undefined, numberOf)
  if (!session.open) writeEvent(xml, [session.endedAtMs, 'Session End', session.reason])
  xml.end()
  xml.end()
}

/** Where chat and recording of an ended session are to be seen; a recording only where there is one (P 4.4). */
function writeAddresses(
  xml: XmlWriter,
  siteHostname: string,
  { lsid, recording }: ReportedSession & { open: false },
): void {
  const address = (report: string): string =>
    `https://${siteHostname}/api/reporting?generate_report=${report}&lsid=${lsid}`
  xml.leaf('session_chat_view_url', address('SupportSession'))
  xml.leaf('session_chat_download_url', address('SupportSession'))
  if (recording === null) return
  xml.leaf('session_recording_view_url', address('SupportSessionRecording'))
  xml.leaf('session_recording_download_url', address('SupportSessionRecording'))
}

const countOf = ({ events }: ReportedSession, type: string): number =>
  events.reduce((count, [, event]) => count + (event === type ? 1 : 0), 0)
