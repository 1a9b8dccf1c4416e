import { type ApiDocument, type ApiRecording, errorDocument, errorTexts } from '../answer.ts'
import type { Era } from '../era.ts'
import type { Parameters } from '../parameters.ts'
import type { Readings, ReportedSession, SessionReader } from '../readings.ts'
import { sessionQuestionOf } from './question.ts'
import { sessionListing } from './session-listing.ts'
import { supportSessions } from './support-session.ts'

type Writer = (era: Era, siteHostname: string, sessions: Iterable<ReportedSession>) => ApiDocument

const writers: Readonly<Record<string, Writer>> = {
  SupportSession: supportSessions,
  SupportSessionListing: (era, _, sessions) => sessionListing(era, sessions),
}

/** What `/api/reporting` answers to a caller who may ask (API-02). */
export function reportOf(
  era: Era,
  parameters: Parameters,
  readings: Readings,
  reader: SessionReader,
): ApiDocument | ApiRecording {
  const failed = (text: string): ApiDocument => errorDocument(era, 'reporting', text)
  const type = parameters.get('generate_report') ?? ''
  if (type === 'SupportSessionRecording') return recordingOf(era, parameters, readings, reader)
  const writer = Object.hasOwn(writers, type) ? writers[type] : undefined
  if (writer === undefined) return failed(errorTexts.report)
  const question = sessionQuestionOf(parameters, readings.nowMs)
  if ('error' in question) return failed(question.error)
  const sessions = started(reader.sessions(question))
  // One who asks for certain sessions is told that there are none; a period may be empty.
  if (sessions === undefined && question.by === 'lsid') return failed(errorTexts.noSupport)
  return writer(era, readings.site.hostname, sessions ?? [])
}

/** The recording of one session, or why there is none. */
function recordingOf(
  era: Era,
  parameters: Parameters,
  { nowMs }: Readings,
  reader: SessionReader,
): ApiDocument | ApiRecording {
  const failed = (text: string): ApiDocument => errorDocument(era, 'reporting', text)
  const question = sessionQuestionOf(parameters, nowMs)
  if ('error' in question || question.by !== 'lsid') return failed(errorTexts.lsid)
  const [session] = reader.sessions(question)
  if (session === undefined) return failed(errorTexts.lsid)
  if (session.open || session.recording === null) return failed(errorTexts.recordingGone)
  return { kind: 'recording', ...session.recording }
}

/** The same sessions, the first one read already; undefined = there is none. */
function started<T>(items: Iterable<T>): Iterable<T> | undefined {
  const iterator = items[Symbol.iterator]()
  const first = iterator.next()
  if (first.done === true) return undefined
  function* all(): Iterable<T> {
    yield first.value
    yield* { [Symbol.iterator]: () => iterator }
  }
  return all()
}
