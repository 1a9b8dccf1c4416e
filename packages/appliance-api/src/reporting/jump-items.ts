import type { JumpItem } from '@understudy/shared'
import { type ApiDocument, document, rootAttributes } from '../answer.ts'
import type { Era } from '../era.ts'
import { writeTime } from '../times.ts'

/** `JumpItem` (API-02): what the site knows of its Jump Clients and Jumpoints. Only its name is documented: the elements are ours. */
export const jumpItems = (era: Era, items: readonly JumpItem[]): ApiDocument =>
  document(function* (xml) {
    xml.begin('jump_item_list', rootAttributes(era, 'reporting'))
    for (const { name, kind, version, lastCheckInMs } of items) {
      xml.begin('jump_item')
      xml.leaf('name', name)
      xml.leaf('type', kind === 'jumpoint' ? 'jumpoint' : 'jump_client')
      xml.leaf('version', version)
      if (lastCheckInMs > 0) writeTime(xml, 'last_check_in', lastCheckInMs, 'timestamp')
      xml.end()
      yield
    }
    xml.end()
  })
