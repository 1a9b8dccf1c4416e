import { type Static, Type } from 'typebox'
import { checkOf } from '../compiled-schema.ts'
import { LogHead, SettingRow, VersionVector } from '../link/messages.ts'

/* What the file of a backup consists of (BAK-01); docs/BACKUPS.md describes it for people. */

const closed = { additionalProperties: false } as const
const Count = Type.Integer({ minimum: 0 })

const SettingsRecord = Type.Object({ settings: Type.Array(SettingRow) }, closed)
const LogRecord = Type.Object({ log: Type.Pick(LogHead, ['origin', 'legacy'], closed) }, closed)
/** The last record: what must have come before it. */
const EndRecord = Type.Object(
  { end: Type.Object({ settings: Count, jumpClients: Count, heads: VersionVector }, closed) },
  closed,
)
export type BackupEnd = Static<typeof EndRecord>['end']

export const isBackupSettings = checkOf(SettingsRecord)
export const isBackupLog = checkOf(LogRecord)
export const isBackupEnd = checkOf(EndRecord)

const Hex32 = Type.String({ pattern: '^[0-9a-f]{32}$' })

/** The second line of the file. It is never secret: it says whose backup this is before a passphrase is asked for. */
export const BackupHead = Type.Object(
  {
    siteHostname: Type.String({ minLength: 1, maxLength: 253 }),
    site: Type.String({ minLength: 1, maxLength: 64 }),
    guid: Type.String({ minLength: 1, maxLength: 64 }),
    takenAtMs: Type.Integer(),
    sealing: Type.Union([
      Type.Object(
        { cipher: Type.Literal('scrypt-aes-256-gcm'), salt: Hex32, check: Hex32 },
        closed,
      ),
      Type.Null(),
    ]),
  },
  closed,
)
export type BackupHead = Static<typeof BackupHead>
export const isBackupHead = checkOf(BackupHead)
