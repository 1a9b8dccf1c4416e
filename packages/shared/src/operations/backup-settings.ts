import { type Static, Type } from 'typebox'
import type { Frozen } from './operation.ts'
import { HostName, orNull, Port } from './schemas.ts'

/**
 * How a backup becomes primary when its primary is silent (DESIGN 7): only by hand; by itself if a test
 * address answers, as in the product; by itself if the witness votes for it.
 */
export const promotions = ['by-hand', 'test-addresses', 'witness'] as const

const fields = {
  /** Off: no sync starts by itself and the primary is not watched. Sync Now still works. */
  backupOperations: Type.Boolean(),
  /** How long the primary must have been silent before automatic failover: 50 ms to a day. */
  primaryTimeoutMs: Type.Integer({ minimum: 50, maximum: 86_400_000 }),
  /** From the end of a sync to the next one: a second to a day. */
  syncIntervalMs: Type.Integer({ minimum: 1_000, maximum: 86_400_000 }),
  /** How much of the link a sync may use, records and recordings together; null = all of it. */
  kilobytesPerSecond: orNull(Type.Integer({ minimum: 10, maximum: 10_000_000 })),
  promotion: Type.Enum(promotions),
  /** Addresses of other hosts: if one answers, the primary is gone and not the backup's own network. */
  testAddresses: Type.Array(HostName, { maxItems: 8 }),
  /** The witness, if `promotion` asks for its vote. */
  witness: orNull(Type.Object({ host: HostName, port: Port }, { additionalProperties: false })),
  /** The shared addresses that move with the role; null = all of them. Set the same on the peer by hand. */
  sharedAddresses: orNull(Type.Array(HostName, { maxItems: 64 })),
}

/** Backup Settings of one appliance (FO-11): in force while it is the backup, and not synced to its peer. */
export const BackupSettings = Type.Object(fields)
export type BackupSettings = Frozen<Static<typeof BackupSettings>>

/** What is left out stays as it is. */
export const BackupSettingsInput = Type.Partial(Type.Object(fields), {
  additionalProperties: false,
  minProperties: 1,
})

/** The vendor documents no defaults; these are ours (product facts, 1.7). */
export const defaultBackupSettings: BackupSettings = {
  backupOperations: true,
  primaryTimeoutMs: 180_000,
  syncIntervalMs: 300_000,
  kilobytesPerSecond: null,
  promotion: 'by-hand',
  testAddresses: [],
  witness: null,
  sharedAddresses: null,
}
