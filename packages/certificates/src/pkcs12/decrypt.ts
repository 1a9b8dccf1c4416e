import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import rc2 from 'node-forge/lib/rc2.js'
import util from 'node-forge/lib/util.js'
import type { Node } from '../der.ts'
import { childrenOf, isNumber, numberOf, octetsOf, oidOf } from '../der-reader.ts'
import { unreadable } from '../files/problem.ts'
import { deriveBytes } from './key-derivation.ts'
import { cipherOids, oids, prfOids } from './oids.ts'

/**
 * How much work a file may ask for: everything it says about iterations comes from a stranger, and they are counted
 * before they are done (SEC-03). OpenSSL writes 2,048 each.
 */
export class WorkBudget {
  #left = 600_000

  spend(iterations: number): void {
    this.#left -= iterations
    if (iterations < 1 || this.#left < 0) throw unreadable('it asks for too much work')
  }
}

/** Decrypts by an algorithm identifier: PBES2 (RFC 8018), or PKCS#12's older ones (RFC 7292 C). */
export function decrypt(
  algorithm: Node | undefined,
  bytes: Buffer,
  passphrase: string,
  budget: WorkBudget,
): Buffer {
  const [oid, parameters] = childrenOf(algorithm)
  const name = oidOf(oid)
  if (name === oids.pbes2) return decryptPbes2(parameters, bytes, passphrase, budget)
  if (name !== oids.pbeSha1TripleDes && name !== oids.pbeSha1Rc2With40Bits)
    throw unreadable(`it is encrypted in a way that is not known here (${name})`)
  const [salt, count] = childrenOf(parameters)
  const iterations = numberOf(count)
  // Key and initialisation vector, a block or two of them; slower than PBKDF2.
  budget.spend(4 * iterations)
  const derivation = { hash: 'sha1', passphrase, salt: octetsOf(salt), iterations } as const
  const iv = deriveBytes(derivation, 'iv', 8)
  if (name === oids.pbeSha1Rc2With40Bits)
    return decryptRc2(deriveBytes(derivation, 'key', 5), iv, bytes)
  return decipher('des-ede3-cbc', deriveBytes(derivation, 'key', 24), iv, bytes)
}

function decryptPbes2(
  parameters: Node | undefined,
  bytes: Buffer,
  passphrase: string,
  budget: WorkBudget,
): Buffer {
  const [derivation, scheme] = childrenOf(parameters)
  const [kdf, kdfParameters] = childrenOf(derivation)
  if (oidOf(kdf) !== oids.pbkdf2) throw unreadable(`its key comes from ${oidOf(kdf)}`)
  const [salt, count, third, fourth] = childrenOf(kdfParameters)
  const prf = isNumber(third) ? fourth : third
  const prfName = prf === undefined ? 'sha1' : prfOids[oidOf(childrenOf(prf)[0])]
  const [cipherOid, iv] = childrenOf(scheme)
  const found = cipherOids[oidOf(cipherOid)]
  if (found === undefined || prfName === undefined)
    throw unreadable(`it is encrypted in a way that is not known here (${oidOf(cipherOid)})`)
  const [cipher, keyBytes] = found
  const iterations = numberOf(count)
  budget.spend(iterations)
  const key = pbkdf2Sync(passphrase, octetsOf(salt), iterations, keyBytes, prfName)
  return decipher(cipher, key, octetsOf(iv), bytes)
}

function decipher(cipher: string, key: Buffer, iv: Buffer, bytes: Buffer): Buffer {
  const one = createDecipheriv(cipher, key, iv)
  return Buffer.concat([one.update(bytes), one.final()])
}

function decryptRc2(key: Buffer, iv: Buffer, bytes: Buffer): Buffer {
  const cipher = rc2.createDecryptionCipher(key.toString('latin1'), 40)
  cipher.start(iv.toString('latin1'))
  cipher.update(util.createBuffer(bytes.toString('latin1')))
  if (!cipher.finish()) throw new Error('the padding is wrong')
  return Buffer.from(cipher.output.getBytes(), 'latin1')
}
