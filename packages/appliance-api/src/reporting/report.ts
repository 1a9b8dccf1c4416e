import { compareVersions, type SessionPages } from '@understudy/shared'
import { type ApiDocument, type ApiRecording, errorDocument, errorTexts } from '../answer.ts'
import type { Era } from '../era.ts'
import type { Parameters } from '../parameters.ts'
import type { Readings, SessionReader } from '../readings.ts'
import { exitSurveys, type SurveyedBy } from './exit-surveys.ts'
import { sessionQuestionOf } from './question.ts'
import { sessionListing } from './session-listing.ts'
import { sessionSummary, summaryTypes } from './session-summary.ts'
import { supportSessions } from './support-session.ts'
import { reportsWithoutData } from './without-data.ts'

type Writer = (
  era: Era,
  pages: SessionPages,
  call: { readonly siteHostname: string; readonly parameters: Parameters },
) => ApiDocument

const writers: Readonly<Record<string, Writer>> = {
  SupportSession: (era, pages, { siteHostname }) => supportSessions(era, siteHostname, pages),
  SupportSessionListing: (era, pages) => sessionListing(era, pages),
  SupportCustExitSurvey: (era, pages, call) => surveysOf(era, 'customer', pages, call),
  SupportRepExitSurvey: (era, pages, call) => surveysOf(era, 'representative', pages, call),
  SupportSessionSummary: (era, pages, { parameters }) => {
    const by = summaryTypes.find((type) => type === parameters.get('report_type'))
    return by === undefined
      ? errorDocument(era, 'reporting', 'report_type has to be rep, team or site.')
      : sessionSummary(era, by, pages)
  },
}

function surveysOf(
  era: Era,
  by: SurveyedBy,
  pages: SessionPages,
  { parameters }: { readonly parameters: Parameters },
): ApiDocument {
  // Absent, they mean all: programs name them, and the only values seen are these (A).
  const type = parameters.get('report_type') ?? 'rep'
  const id = parameters.get('id') ?? 'all'
  if (type !== 'rep') return errorDocument(era, 'reporting', 'report_type has to be rep.')
  return /^(all|\d{1,10})$/.test(id)
    ? exitSurveys(era, by, pages, id)
    : errorDocument(era, 'reporting', 'id has to be all or the id of a representative.')
}

type Known = Pick<Readings, 'nowMs' | 'site'>

/** What `/api/reporting` answers to a caller who may ask (API-02). */
export function reportOf(
  era: Era,
  parameters: Parameters,
  readings: Known,
  reader: SessionReader,
): ApiDocument | ApiRecording {
  const failed = (text: string): ApiDocument => errorDocument(era, 'reporting', text)
  const type = parameters.get('generate_report') ?? ''
  if (type === 'SupportSessionRecording') return recordingOf(era, parameters, readings, reader)
  const empty = Object.hasOwn(reportsWithoutData, type) ? reportsWithoutData[type] : undefined
  if (empty !== undefined && compareVersions(era.apiVersion, empty.since) >= 0)
    return failed(empty.text)
  const writer = Object.hasOwn(writers, type) ? writers[type] : undefined
  if (writer === undefined) return failed(errorTexts.report)
  const question = sessionQuestionOf(parameters, readings.nowMs)
  if ('error' in question) return failed(question.error)
  const pages = reader.sessions(question)
  // One who asks for certain sessions is told that there are none; a period may be empty.
  if (question.by === 'lsid' && [...pages].every((page) => page.length === 0))
    return failed(errorTexts.noSupport)
  return writer(era, pages, { siteHostname: readings.site.hostname, parameters })
}

/** The recording of one session, or why there is none. */
function recordingOf(
  era: Era,
  parameters: Parameters,
  { nowMs }: Known,
  reader: SessionReader,
): ApiDocument | ApiRecording {
  const failed = (text: string): ApiDocument => errorDocument(era, 'reporting', text)
  const question = sessionQuestionOf(parameters, nowMs)
  if ('error' in question || question.by !== 'lsid') return failed(errorTexts.lsid)
  const [session] = [...reader.sessions(question)].flat()
  if (session === undefined) return failed(errorTexts.lsid)
  if (session.open || session.recording === null) return failed(errorTexts.recordingGone)
  return { kind: 'recording', ...session.recording, missing: failed(errorTexts.recordingGone) }
}
