import { type Static, type TProperties, Type } from 'typebox'
import { limits } from '../limits.ts'
import { type MessageOf, messageReader } from '../message-table.ts'
import { SessionBegun } from '../sessions/begun.ts'
import type { BlobRef } from '../sessions/recording.ts'

/** What connects. `probe` and `poller` only hold the connection. */
export const clientKinds = [
  'console',
  'customer',
  'probe',
  'poller',
  'jump-client',
  'jumpoint',
  'button',
  'connection-agent',
  'installer',
] as const
export type ClientKind = (typeof clientKinds)[number]

const Name = Type.String({ minLength: 1, maxLength: 200 })
/** '' = nothing installed. */
const Version = Type.String({ pattern: '^(\\d{1,6}(\\.\\d{1,6}){0,4})?$' })
const { lsid: Lsid, issue: Issue } = SessionBegun.properties

const message = <N extends string, F extends TProperties>(type: N, fields: F) =>
  Type.Object({ type: Type.Literal(type), ...fields }, { additionalProperties: false })

/** What a client's text frames may hold: the clients' channel, client to appliance (PROTOCOL.md, 24). */
export const clientFrames = {
  /** First message. `version`: what is installed. */
  hello: message('hello', {
    kind: Type.Enum([...clientKinds]),
    name: Name,
    version: Version,
    /** jump-client: whether it stays connected. */
    mode: Type.Optional(Type.Enum(['active', 'passive'])),
    /** console: the login is checked by a security provider behind a connection agent. */
    provider: Type.Optional(Type.Boolean()),
  }),
  /** console: asks for its lists again. */
  refresh: message('refresh', {}),
  /** jump-client and jumpoint: a check-in with statistics. */
  statistics: message('statistics', {}),
  'request-session': message('request-session', {
    externalKey: Name,
    customer: Name,
    issue: Issue,
    /** A session key, by its seven digits or the address's 32: it says which queue. */
    key: Type.Optional(Type.String({ maxLength: 64 })),
    /** Of an issue that the welcome offered: its team's queue. */
    issueCode: Type.Optional(Type.String({ maxLength: 64 })),
  }),
  'session-event': message('session-event', {
    lsid: Lsid,
    event: Name,
    body: Type.String({ maxLength: limits.sessionBytesMax }),
  }),
  /** A recording is announced; its bytes follow in binary frames. */
  recording: message('recording', {
    lsid: Lsid,
    sizeBytes: Type.Integer({ minimum: 1, maximum: limits.recordingBytesMax }),
  }),
  'end-session': message('end-session', { lsid: Lsid }),
} as const

export type ClientFrame = MessageOf<typeof clientFrames>
export type RecordingAnnounced = Static<typeof clientFrames.recording>

type WithoutRecording = Exclude<ClientFrame, RecordingAnnounced>

/** As the core receives it: a carrier stores a recording durably before it tells the core. */
export type ClientMessage =
  | WithoutRecording
  | { type: RecordingAnnounced['type']; lsid: string; blob: BlobRef }

/** What a pure client sends: a recording is named by the seed of its bytes; the carrier makes them. */
export type OutgoingClientMessage =
  | WithoutRecording
  | (RecordingAnnounced & { contentSeed: string })

/** What an appliance received from a client, as one of {@link clientFrames} (SEC-03). */
export const readClientFrame = messageReader(clientFrames)
