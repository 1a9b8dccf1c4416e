import { repIdOf } from '@understudy/shared'
import { type ApiDocument, rootAttributes, shortDocument } from '../answer.ts'
import { writeTime } from '../times.ts'
import type { CommandCall } from './command-call.ts'

/** `get_logged_in_reps` (API-03): who is there to help; before API 1.10.0 by one display name. */
export const getLoggedInReps = ({ era, reading, readings }: CommandCall): ApiDocument =>
  shortDocument((xml) => {
    xml.begin('logged_in_reps', rootAttributes(era, 'command'))
    for (const { kind, name, sinceMs, lsid, status } of reading.clients()) {
      if (kind !== 'console') continue
      xml.begin('rep', { id: repIdOf(name) })
      xml.leaf('username', name)
      xml.leaf('display_name', name)
      if (era.hasDisplayNames) {
        xml.leaf('public_display_name', name)
        xml.leaf('private_display_name', name)
        xml.leaf('type', 'Normal')
        xml.leaf('direct_link', `https://${readings.site.hostname}/?rep=${repIdOf(name)}`)
        writeTime(xml, 'logged_in_since', sinceMs, 'ts')
        xml.leaf('presentation_count', 0)
        xml.leaf('support_session_count', lsid === null ? 0 : 1)
        xml.leaf('showing_on_rep_list', status === 'available' ? 1 : 0)
      }
      xml.end()
    }
    xml.end()
  })
