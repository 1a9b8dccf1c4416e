import type { LogHead } from '@understudy/shared'

/*
 * What the file of a backup needs of whoever carries the appliance: bytes, a random salt and a cipher (BAK-01). The
 * format itself is in `backup/file` and is the same everywhere.
 */

/** What will be in a backup, noted when it is asked for: sessions that end later are not in it. */
export interface BackupPlan {
  readonly siteHostname: string
  readonly site: string
  readonly guid: string
  readonly takenAtMs: number
  readonly settings: readonly (readonly [key: string, value: string])[]
  /** How far each log goes; none = without logged history. */
  readonly heads: readonly LogHead[]
}

/** The bytes of a file, read from its beginning. */
export interface ByteSource {
  /** The next bytes; fewer than asked for only at the end of the file. */
  read(length: number): Uint8Array
}

export interface TextCodec {
  /** UTF-8. */
  bytesOf(text: string): Uint8Array
  textOf(bytes: Uint8Array): string
}

/** Guards the chunks of one file: nobody changes, swaps, drops or adds one unnoticed. */
export interface ChunkSeal {
  /** The chunk's text as it is stored. */
  seal(text: string, index: number, isLast: boolean): Uint8Array
  /** The text again; undefined = it is not what was sealed as this very chunk. */
  open(stored: Uint8Array, index: number, isLast: boolean): string | undefined
}

/** How a file is encrypted, as its head says: scrypt stretches the passphrase with this salt (RFC 7914). */
export interface Sealing {
  readonly cipher: 'scrypt-aes-256-gcm'
  /** 32 hex digits. */
  readonly salt: string
  /** 32 hex digits that tell a wrong passphrase from a damaged file; they cost as much to guess by as the file. */
  readonly check: string
}

/** A key for one file. */
export interface BackupKey {
  readonly sealing: Sealing
  sealFor(headLine: string): ChunkSeal
}
