import type { SessionPages } from '@understudy/shared'
import { type ApiDocument, document, rootAttributes } from '../answer.ts'
import type { Era } from '../era.ts'
import { externalKeyOf } from './attributes.ts'

/** `SupportSessionListing` (API-02): which sessions there are, and whether they were recorded. */
export const sessionListing = (era: Era, pages: SessionPages): ApiDocument =>
  document(function* (xml) {
    xml.begin('session_summary_list', rootAttributes(era, 'reporting'))
    for (const sessions of pages) {
      for (const session of sessions)
        xml.empty('session_summary', {
          lsid: session.lsid,
          ...(era.hasLseq ? { lseq: session.lseq } : {}),
          external_key: externalKeyOf(session),
          has_recording: session.open || session.recording === null ? 0 : 1,
        })
      yield
    }
    xml.end()
  })
