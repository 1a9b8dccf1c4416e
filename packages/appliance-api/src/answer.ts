import type { Era } from './era.ts'
import { XmlWriter } from './xml/writer.ts'

/** What is sent back. Failures are documents too: the old APIs answer them with HTTP 200 (P 3.13). */
export interface ApiDocument {
  readonly kind: 'document'
  /** The document piece by piece, to be sent as the reader takes it; between two of them others may work. */
  readonly parts: Iterable<string>
}

/** A recording, sent as it is stored. */
export interface ApiRecording {
  readonly kind: 'recording'
  readonly name: string
  readonly sizeBytes: number
  /** What is answered instead where its file is gone. */
  readonly missing: ApiDocument
}

/** A file that the appliance has written for this answer. */
export interface ApiFile {
  readonly kind: 'file'
  /** Its name among the files of the appliance. */
  readonly file: string
  readonly sizeBytes: number
}

/** Bytes that were made for this answer; a few MiB at most. */
export interface ApiBytes {
  readonly kind: 'bytes'
  readonly bytes: Uint8Array
  readonly type: 'application/zip' | 'application/gzip'
  readonly name: string
}

export type ApiAnswer = ApiDocument | ApiRecording | ApiFile | ApiBytes

/** A document is sent in pieces of about that many characters. */
export const pieceChars = 64 * 1_024

/** A document made piece by piece: wherever `write` stops, what has gathered can be sent, if only ''. */
export function document(write: (xml: XmlWriter) => Iterable<void>): ApiDocument {
  function* parts(): Iterable<string> {
    const xml = new XmlWriter()
    for (const _ of write(xml)) yield xml.pending >= pieceChars ? xml.take() : ''
    yield xml.take()
  }
  return { kind: 'document', parts: { [Symbol.iterator]: () => parts()[Symbol.iterator]() } }
}

/** A short document, written in one go: clients of old read it from one packet. */
export function shortDocument(write: (xml: XmlWriter) => void): ApiDocument {
  const xml = new XmlWriter()
  write(xml)
  return { kind: 'document', parts: [xml.take()] }
}

export type Api = keyof Era['namespaces']

/** The attribute that the root element of such a document carries. */
export function rootAttributes(era: Era, api: Api): Readonly<Record<string, string>> {
  const namespace = era.namespaces[api]
  return namespace === undefined ? {} : { xmlns: namespace }
}

/** A failure as clients look for it: the root `error`. */
export const errorDocument = (era: Era, api: Api, text: string): ApiDocument =>
  shortDocument((xml) => xml.leaf('error', text, rootAttributes(era, api)))

/** What clients match in failures, letter by letter (A). */
export const errorTexts = {
  login: 'Login failed',
  backupLogin: 'Invalid credentials',
  permission: 'You do not have permission to perform this action.',
  /** Ours: how the product says it is not known. */
  licence: 'An Enterprise licence is required for session data by the API.',
  action: 'Invalid action',
  request: 'Invalid request.',
  busy: 'Too many requests at a time; try again in a moment.',
  report: 'Invalid report type.',
  lsid: 'Invalid lsid.',
  user: 'Invalid user_id: no such representative is logged in.',
  queue: 'Invalid queue_id.',
  noSupport: 'No Support report information matching your chosen criteria is available.',
  noTeam: 'No Support Team report information matching your chosen criteria is available.',
  recordingGone: 'This recording has expired and can no longer be viewed or downloaded.',
  parameters:
    'Exactly one of these is needed: start_date, start_time, end_date or end_time, each with duration, lsid or lsids.',
} as const
