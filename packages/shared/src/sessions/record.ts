import { type Static, Type } from 'typebox'
import { checkOf } from '../compiled-schema.ts'
import { limits } from '../limits.ts'
import { parseJson } from '../parse-json.ts'
import { SessionBegun } from './begun.ts'
import { BlobRef } from './recording.ts'

/** Something that happened in a session, as the appliance noted it: when, what, and its text. */
const SessionEvent = Type.Tuple([
  Type.Number(), // atMs
  Type.String({ maxLength: 200 }), // event
  Type.String({ maxLength: limits.sessionBytesMax }), // body
])
export type SessionEvent = Static<typeof SessionEvent>

/** How many representatives may take part in a session, one after another or together. */
export const takingPartMax = 100

/** A representative's part in a session. */
const TakingPart = Type.Object(
  {
    name: Type.String({ maxLength: 200 }),
    joinedAtMs: Type.Number(),
    leftAtMs: Type.Number(),
  },
  { additionalProperties: false },
)
export type TakingPart = Readonly<Static<typeof TakingPart>>

/** A finished session, with all that is kept of it (API-01). Never changed once stored (DESIGN 6). */
export const SessionRecord = Type.Object(
  {
    ...SessionBegun.properties,
    endedAtMs: Type.Number(),
    /** `cut`: nobody in the session ended it; `reason` says what did (CLI-07). */
    outcome: Type.Enum(['completed', 'cut']),
    /** '' if completed. */
    reason: Type.String({ maxLength: 1_000 }),
    events: Type.Array(SessionEvent, { maxItems: limits.sessionEventsMax }),
    recording: Type.Union([Type.Null(), BlobRef]),
    /** All who took part, its last owner (`representative`) among them; absent = only that one did. */
    representatives: Type.Optional(Type.Array(TakingPart, { maxItems: takingPartMax })),
  },
  { additionalProperties: false },
)
export type SessionRecord = Static<typeof SessionRecord>

const isRecord = checkOf(SessionRecord)

/** A record as it is stored and sent: the fields for searching, sorting and counting, and the rest as text. */
export interface StoredSession {
  readonly lsid: string
  readonly lseq: number
  readonly externalKey: string
  readonly startedAtMs: number
  readonly endedAtMs: number
  /** JSON text of the record's other fields. */
  readonly body: string
  /** SHA-256 of the recording, '' = none. */
  readonly recording: string
  readonly recordingBytes: number
}

/** The record as it is stored: always the same bytes, because log digests are computed from them (DESIGN 6). */
export function encodeSessionRecord(record: SessionRecord): StoredSession {
  const { lsid, lseq, externalKey, startedAtMs, endedAtMs, recording } = record
  const { customer, representative, issue, outcome, reason, events } = record
  const { team, attributes, representatives } = record
  return {
    lsid,
    lseq,
    externalKey,
    startedAtMs,
    endedAtMs,
    // What is undefined leaves no trace in the text.
    body: JSON.stringify({
      ...{ customer, representative, issue, outcome, reason, events },
      ...{ team, attributes, representatives },
    }),
    recording: recording?.name ?? '',
    recordingBytes: recording?.sizeBytes ?? 0,
  }
}

/** The record that was stored; undefined if the text is not one, which can happen with a peer's (SEC-03). */
export function decodeSessionRecord(stored: StoredSession): SessionRecord | undefined {
  const { lsid, lseq, externalKey, startedAtMs, endedAtMs, recording, recordingBytes } = stored
  const record: unknown = parseJson(stored.body)
  if (typeof record !== 'object' || record === null) return undefined
  // Into what was parsed, and no copy of it: reports decode every session there is, and a copy costs ten times as much.
  Object.assign(record, {
    lsid,
    lseq,
    externalKey,
    startedAtMs,
    endedAtMs,
    recording: recording === '' ? null : { name: recording, sizeBytes: recordingBytes },
  })
  return isRecord(record) ? record : undefined
}
