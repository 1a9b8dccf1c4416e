import {
  createCipheriv,
  createDecipheriv,
  randomBytes,
  type ScryptOptions,
  scrypt,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto'
import type { BackupKey, ChunkSeal, Sealing, TextCodec } from '@understudy/appliance-core'

/*
 * How the file of a backup is encrypted (BAK-01): scrypt makes a key from the passphrase and a salt of the file's own,
 * AES-256-GCM encrypts each chunk and proves that it is unchanged and at its place. A module of its own: whoever
 * needs it need not load SQLite.
 */

/** As Node's Buffer does it. */
export const nodeCodec: TextCodec = {
  bytesOf: (text) => Buffer.from(text, 'utf8'),
  textOf: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
}

/** 32 MiB and some 80 ms for each guess (RFC 7914). The same for every file: a head cannot ask for more. */
const stretching: ScryptOptions = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
const keyBytes = 32
const checkBytes = 16
const saltBytes = 16
const tagBytes = 16
const cipher = 'aes-256-gcm'

/** A key for a new file; off the event loop. */
export async function makeBackupKey(passphrase: string): Promise<BackupKey> {
  const salt = randomBytes(saltBytes)
  return keyOf(await stretched(passphrase, salt), salt)
}

/** The key of an existing file, off the event loop; undefined = the passphrase is another. */
export async function findBackupKey(
  passphrase: string,
  sealing: Sealing,
): Promise<BackupKey | undefined> {
  const salt = Buffer.from(sealing.salt, 'hex')
  return matching(keyOf(await stretched(passphrase, salt), salt), sealing)
}

/** The same in one go, for the virtual world. */
export const backupKeys = {
  make(passphrase: string): BackupKey {
    const salt = randomBytes(saltBytes)
    return keyOf(scryptSync(passphrase, salt, keyBytes + checkBytes, stretching), salt)
  },
  find(passphrase: string, sealing: Sealing): BackupKey | undefined {
    const salt = Buffer.from(sealing.salt, 'hex')
    const bytes = scryptSync(passphrase, salt, keyBytes + checkBytes, stretching)
    return matching(keyOf(bytes, salt), sealing)
  },
}

const stretched = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase, salt, keyBytes + checkBytes, stretching, (error, bytes) =>
      error === null ? resolve(bytes) : reject(error),
    )
  })

function keyOf(bytes: Buffer, salt: Buffer): BackupKey {
  const key = bytes.subarray(0, keyBytes)
  const check = bytes.subarray(keyBytes).toString('hex')
  return {
    sealing: { cipher: 'scrypt-aes-256-gcm', salt: salt.toString('hex'), check },
    sealFor: (headLine) => sealWith(key, Buffer.from(headLine, 'utf8')),
  }
}

const matching = (key: BackupKey, { check }: Sealing): BackupKey | undefined =>
  timingSafeEqual(Buffer.from(key.sealing.check, 'hex'), Buffer.from(check, 'hex'))
    ? key
    : undefined

function sealWith(key: Buffer, head: Buffer): ChunkSeal {
  return {
    seal(text, index, isLast) {
      const sealing = createCipheriv(cipher, key, nonceOf(index, isLast))
      sealing.setAAD(head)
      return Buffer.concat([sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()])
    },
    open(stored, index, isLast) {
      if (stored.length < tagBytes) return undefined
      const opening = createDecipheriv(cipher, key, nonceOf(index, isLast))
      opening.setAAD(head)
      opening.setAuthTag(stored.subarray(-tagBytes))
      const bytes = opening.update(stored.subarray(0, -tagBytes))
      try {
        opening.final()
      } catch {
        return undefined
      }
      return bytes.toString('utf8')
    },
  }
}

/** Never the same twice under a key, for a key belongs to one file: the chunk's number, and whether it is the last. */
function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 4)
  nonce[11] = isLast ? 1 : 0
  return nonce
}
