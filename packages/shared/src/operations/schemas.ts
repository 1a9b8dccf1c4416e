import { type Static, type TSchema, Type } from 'typebox'

const closed = { additionalProperties: false } as const

export const Empty = Type.Object({}, closed)
export const HostName = Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9.:_-]+$' })
export const Port = Type.Integer({ minimum: 1, maximum: 65535 })
export const Count = Type.Integer({ minimum: 0 })
/** A moment in lab time. */
export const TimeMs = Type.Integer()
export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** A file that an appliance holds for its administrators, or in a runbook the step that has given it. */
export const FileName = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' })
/** Secret. */
export const Passphrase = Type.String({ minLength: 1, maxLength: 1024 })

/** Both are needed to tell sessions apart: LSIDs before 10.6 repeat across appliances. */
export const SessionKey = Type.Object(
  { lsid: Type.String({ maxLength: 64 }), externalKey: Type.String({ maxLength: 200 }) },
  closed,
)

export const EstablishInput = Type.Object(
  {
    peerHost: HostName,
    peerPort: Port,
    reverseHost: HostName,
    reversePort: Port,
    /** Establish although records of the peer will be discarded. */
    force: Type.Optional(Type.Boolean()),
    /** How many records of the peer may be discarded: the number that a warning named. Default 0. */
    discardMax: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  closed,
)
export type EstablishInput = Static<typeof EstablishInput>

export const PreSharedKeyInput = Type.Object({ key: Type.String({ maxLength: 1024 }) }, closed)
/** A new nonce for each comparison, so that an old proof proves nothing. */
export const ProveKeyInput = Type.Object(
  { nonce: Type.String({ pattern: '^[0-9a-f]{32,128}$' }) },
  closed,
)
/** Sent to either box, for the role that it is to take. */
export const SwapInput = Type.Object(
  {
    syncFirst: Type.Optional(Type.Boolean()),
    /**
     * Take the role by hand although the peer cannot be reached (and may still serve), or exchange roles
     * although the packages differ.
     */
    force: Type.Optional(Type.Boolean()),
    /** With a sync first: answer as soon as that has begun; the roles change when it has succeeded. */
    background: Type.Optional(Type.Boolean()),
  },
  closed,
)
export const DownloadBackupInput = Type.Object(
  {
    /** Left out: not encrypted. */
    passphrase: Type.Optional(Passphrase),
    /** Include the logged history: all stored sessions. Recordings are never included. Default: false. */
    loggedHistory: Type.Optional(Type.Boolean()),
  },
  closed,
)
export const UploadBackupInput = Type.Object(
  { file: FileName, passphrase: Type.Optional(Passphrase) },
  closed,
)
export const SettingInput = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 200 }),
    value: Type.String({ maxLength: 65536 }),
  },
  closed,
)
export const InstallInput = Type.Object(
  {
    package: Type.String({ minLength: 1, maxLength: 100 }),
    acceptEula: Type.Optional(Type.Boolean()),
    /** Which text of the licence agreement was read; refused if another one is in force. */
    eula: Type.Optional(Type.String({ maxLength: 32 })),
  },
  closed,
)
export const PreviewUpdateInput = Type.Object(
  { package: Type.String({ minLength: 1, maxLength: 100 }) },
  closed,
)
/** The name of a file that was downloaded at a machine with unrestricted access. */
export const UploadInput = Type.Object(
  { file: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9.-]{0,199}$' }) },
  closed,
)
export const AddressInput = Type.Object(
  { address: Type.String({ minLength: 1, maxLength: 64 }), enabled: Type.Boolean() },
  closed,
)
export const FindSessionsInput = Type.Object(
  {
    sessions: Type.Array(SessionKey, { maxItems: 10_000 }),
  },
  closed,
)
export const ListSessionsInput = Type.Object(
  {
    /** Rows after this cursor; start without one. */
    after: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  },
  closed,
)
export const ListJumpClientsInput = Type.Object(
  {
    /** Rows after this name; start without one. */
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  },
  closed,
)
export const ConsoleInstallerInput = Type.Object(
  { package: Type.String({ minLength: 1, maxLength: 100 }) },
  closed,
)
export const SampleDataInput = Type.Object(
  {
    sessions: Type.Integer({ minimum: 0, maximum: 5_000_000 }),
    /** How many of the sessions have a recording. */
    recordings: Type.Integer({ minimum: 0, maximum: 100_000 }),
    recordingBytes: Type.Integer({ minimum: 1, maximum: 67_108_864 }),
    /** About the size of a session's record. */
    sessionBytes: Type.Optional(Type.Integer({ minimum: 200, maximum: 262_144 })),
    seed: Type.String({ maxLength: 100 }),
  },
  closed,
)

export const HistoryInput = Type.Object(
  {
    /** How many, the newest first. Default 100. */
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  },
  closed,
)
