import { type Static, type TProperties, Type } from 'typebox'
import { checkOf } from '../compiled-schema.ts'
import { messageReader } from '../message-table.ts'

/** The link's protocol version; both ends must speak the same (PROTOCOL.md). */
export const linkProtocol = 3

const closed = { additionalProperties: false } as const
const Id = Type.String({ minLength: 1, maxLength: 64 })
const Count = Type.Integer({ minimum: 0 })
const Time = Type.Number()
const Text = Type.String({ maxLength: 1_000 })
const RoleSchema = Type.Union([
  Type.Literal('none'),
  Type.Literal('primary'),
  Type.Literal('backup'),
])
const Digest = Type.Object({ high: Count, low: Count }, closed)

/** What an appliance holds of one origin's log: last sequence number, totals and digest. */
export const LogHead = Type.Object(
  { origin: Id, legacy: Type.Boolean(), lastSeq: Count, bytes: Count, digest: Digest },
  closed,
)
export type LogHead = Static<typeof LogHead>
/** For each origin, up to which sequence number (DESIGN 6). Origins sorted. */
export const VersionVector = Type.Array(LogHead, { maxItems: 1_000 })
export type VersionVector = Static<typeof VersionVector>

/** A completed session on the wire, in the order of its fields in {@link SessionRow}. */
const RowTuple = Type.Tuple([
  Count, // seq
  Id, // lsid
  Count, // lseq
  Type.String({ maxLength: 200 }), // externalKey
  Time, // startedAtMs
  Time, // endedAtMs
  Type.String({ maxLength: 512 * 1024 }), // body
  Type.String({ maxLength: 64 }), // recording's name, '' = none
  Count, // recordingBytes
])
export type RowTuple = Static<typeof RowTuple>
/** Rows come by other ways than the link too: in a backup (BAK-01). */
export const isRowTuple = checkOf(RowTuple)

export const SettingRow = Type.Tuple([
  Type.String({ maxLength: 200 }),
  Type.String({ maxLength: 65536 }),
])

/** A Jump Client or Jumpoint on the wire. */
const JumpClientTuple = Type.Tuple([
  Type.String({ minLength: 1, maxLength: 200 }), // name
  Type.Enum(['jump-client', 'jumpoint']),
  Type.Enum(['active', 'passive']),
  Type.String({ maxLength: 64 }), // version
  Time, // lastCheckInMs
])
export type JumpClientTuple = Static<typeof JumpClientTuple>
export const isJumpClientTuple = checkOf(JumpClientTuple)

/** A message between two cores. Each carries its sender's epoch (FO-14). */
const message = <N extends string, F extends TProperties>(type: N, fields: F) =>
  Type.Object({ type: Type.Literal(type), epoch: Count, ...fields }, closed)

/** A message between two carriers, about bytes named by their hash. */
const carried = <N extends string, F extends TProperties>(type: N, fields: F) =>
  Type.Object({ type: Type.Literal(type), ...fields }, closed)

const Identity = {
  protocol: Count,
  guid: Id,
  name: Id,
  siteHostname: Type.String({ maxLength: 253 }),
  base: Id,
  site: Id,
  build: Count,
  role: RoleSchema,
}

/** How many settings changed here since the last sync: what a conflict would cost (FO-13). */
const Conflict = { settingsChanged: Type.Optional(Count) }

/** Every message of the link. Numbered rules in docs/PROTOCOL.md. */
export const linkMessages = {
  /** First message from both ends of a link that belongs to a relationship. */
  hello: message('hello', { ...Identity, ...Conflict, relationship: Id, vector: VersionVector }),
  'hello-refused': message('hello-refused', { code: Id, message: Text }),
  /** Establishing: forward request, on a link dialled by the primary-to-be. */
  'establish-request': message('establish-request', {
    ...Identity,
    relationship: Id,
    reverseHost: Type.String({ maxLength: 253 }),
    reversePort: Count,
    /** What the primary-to-be holds: anything more on the peer that does not merge would be discarded. */
    vector: VersionVector,
    force: Type.Boolean(),
    discardMax: Count,
  }),
  'establish-refused': message('establish-refused', {
    code: Id,
    message: Text,
    details: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  }),
  /** Establishing: the peer has connected back on the reverse address and asks to be validated. */
  'establish-back': message('establish-back', { ...Identity, relationship: Id }),
  /** The primary has stored its role; the peer may become backup. */
  established: message('established', { relationship: Id, vector: VersionVector }),
  'established-ack': message('established-ack', { relationship: Id, vector: VersionVector }),
  probe: message('probe', {
    role: RoleSchema,
    vector: VersionVector,
    ...Conflict,
    /** From a backup that will take over by itself: its timeout (FO-15). */
    watch: Type.Optional(
      Type.Object(
        {
          timeoutMs: Count,
          /** Whose vote it needs; without one it uses test addresses. */
          witness: Type.Optional(
            Type.Object({ host: Type.String({ maxLength: 253 }), port: Count }, closed),
          ),
        },
        closed,
      ),
    ),
    /** Repeated in the answer, which proves that the answer came after the question (FO-15). */
    check: Type.Optional(Count),
  }),
  'probe-answer': message('probe-answer', {
    role: RoleSchema,
    vector: VersionVector,
    ...Conflict,
    check: Type.Optional(Count),
  }),
  break: message('break', { relationship: Id }),
  'break-ack': message('break-ack', { relationship: Id }),
  /** Primary to backup: start a sync now. */
  'sync-request': message('sync-request', { trigger: Id }),
  /** "I hold this; send what is missing", answered by rows frames and pull-end. Either direction. */
  pull: message('pull', {
    pull: Count,
    /** null = go on where the last answer on this link ended. */
    vector: Type.Union([Type.Null(), VersionVector]),
    budgetBytes: Count,
  }),
  rows: message('rows', {
    pull: Count,
    origin: Id,
    legacy: Type.Boolean(),
    rows: Type.Array(RowTuple, { maxItems: 20_000 }),
  }),
  /** The end of one pull's answer; `more` = ask again. */
  'pull-end': message('pull-end', { pull: Count, more: Type.Boolean(), vector: VersionVector }),
  /** Backup to primary, at the start of a sync: first pull from me what you lack (SYN-03). */
  'sync-begin': message('sync-begin', {
    vector: VersionVector,
    settingsRevision: Count,
    /** Up to which revision it has the primary's list of Jump Clients. */
    jumpClientsRevision: Count,
    trigger: Id,
  }),
  /** The answer to a sync-begin if the peer is not the primary: an interrupted swap can leave two backups. */
  'sync-refused': message('sync-refused', { code: Id, message: Text }),
  /** Primary to backup, before the settings: Jump Clients that changed, up to that revision. */
  'jump-clients': message('jump-clients', {
    revision: Count,
    rows: Type.Array(JumpClientTuple, { maxItems: 2_000 }),
  }),
  /** Primary to backup: I now hold all of yours; take my legacy logs and settings, then pull. */
  'sync-settings': message('sync-settings', {
    revision: Count,
    settings: Type.Union([Type.Null(), Type.Array(SettingRow, { maxItems: 10_000 })]),
    vector: VersionVector,
    recordsTaken: Count,
  }),
  /** Either way, while recordings travel (the cores see nothing else of that): the sync goes on. */
  'sync-working': message('sync-working', {}),
  /** Backup to primary: I applied everything, these are my logs; do yours agree? */
  'sync-compare': message('sync-compare', { vector: VersionVector }),
  'sync-compared': message('sync-compared', { agree: Type.Boolean(), vector: VersionVector }),
  /** Role swap, coordinated by the primary (FO-10). */
  'swap-ask': message('swap-ask', {
    syncFirst: Type.Boolean(),
    /** The packages differ, and the operator knows (FO-05). */
    force: Type.Boolean(),
  }),
  'swap-prepare': message('swap-prepare', { syncFirst: Type.Boolean() }),
  'swap-ready': message('swap-ready', {}),
  'swap-take': message('swap-take', {}),
  'swap-done': message('swap-done', {}),
  'swap-cancel': message('swap-cancel', { reason: Text }),
  /** A backup whose primary is silent asks the witness for its vote for that epoch. */
  'witness-ask': message('witness-ask', {
    relationship: Id,
    guid: Id,
    candidate: Count,
    timeoutMs: Count,
  }),
  'witness-vote': message('witness-vote', {
    candidate: Count,
    granted: Type.Boolean(),
    reason: Text,
  }),
  /** A watched primary reports that it is alive; the answer says whether its epoch is still the highest known. */
  'witness-renew': message('witness-renew', { relationship: Id, guid: Id, number: Count }),
  'witness-renewed': message('witness-renewed', { number: Count, isCurrent: Type.Boolean() }),
  /** Its primary, at that epoch, has ended the relationship: nobody is to be voted for in it any more (FO-09). */
  'witness-leave': message('witness-leave', { relationship: Id, guid: Id, held: Count }),
  'witness-left': message('witness-left', { relationship: Id }),
  /** Blobs, between the carriers; the cores never see these. */
  'blob-get': carried('blob-get', {
    name: Id,
    offset: Count,
    /** The bandwidth limit of the asking side (SYN-05). */
    bytesPerSecond: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
  'blob-chunk': carried('blob-chunk', {
    name: Id,
    offset: Count,
    sizeBytes: Count,
    bytes: Type.Any(),
  }),
  'blob-absent': carried('blob-absent', { name: Id }),
} as const

export type LinkMessageType = keyof typeof linkMessages
type MessageOf<T extends LinkMessageType> = Static<(typeof linkMessages)[T]>
export type AnyLinkMessage = { [T in LinkMessageType]: MessageOf<T> }[LinkMessageType]
export type BlobMessage = MessageOf<'blob-get' | 'blob-chunk' | 'blob-absent'>
/** What was received on a link, as one of {@link linkMessages} (SEC-03). */
export const readLinkMessage = messageReader(linkMessages)

/** What a core sends and receives. */
export type LinkMessage = Exclude<AnyLinkMessage, BlobMessage>
/** As a core composes it; the epoch is added on sending. */
export type UnstampedLinkMessage = {
  [T in LinkMessage['type']]: Omit<MessageOf<T>, 'epoch'> & { readonly epoch?: number }
}[LinkMessage['type']]
export type LinkMessageNamed<T extends LinkMessageType> = MessageOf<T>

/** What the first message of every link says about its sender. */
export type LinkIdentity = Pick<
  LinkMessageNamed<'establish-back'>,
  'protocol' | 'guid' | 'name' | 'siteHostname' | 'base' | 'site' | 'build' | 'role' | 'epoch'
>
