import {
  createHmac,
  createPrivateKey,
  type KeyObject,
  timingSafeEqual,
  X509Certificate,
} from 'node:crypto'
import { fromDer, type Node, toDer } from '../der.ts'
import { childrenOf, numberOf, octetsOf, oidOf } from '../der-reader.ts'
import type { FoundInFile } from '../files/found.ts'
import { passphraseNeeded, unreadable, wrongPassphrase } from '../files/problem.ts'
import { decrypt, WorkBudget } from './decrypt.ts'
import { deriveBytes } from './key-derivation.ts'
import { hashOids, oids } from './oids.ts'

const bagsMax = 50

/**
 * The certificates and the private key of a PKCS#12 file (RFC 7292), with the algorithms of OpenSSL 3 and with those of
 * OpenSSL 1. Throws whatever it meets in a damaged file; a wrong passphrase is told by the file's MAC.
 */
export function readPkcs12(bytes: Buffer, passphrase: string | null): FoundInFile {
  const [version, authSafe, macData] = childrenOf(fromDer(bytes))
  if (numberOf(version) !== 3) throw unreadable('a PKCS#12 file of another version')
  const content = contentOf(authSafe, oids.data)
  const budget = new WorkBudget()
  const word = checkMac(macData, content, passphrase, budget)
  const found: Found = { certificates: [], keys: [] }
  for (const safe of childrenOf(fromDer(content)))
    for (const bag of childrenOf(fromDer(safeContents(safe, word, budget))))
      take(bag, word, budget, found)
  if (found.keys.length > 1) throw unreadable('more than one private key')
  return { certificates: found.certificates, key: found.keys[0] ?? null }
}

interface Found {
  readonly certificates: X509Certificate[]
  readonly keys: KeyObject[]
}

/** The octets of a PKCS #7 content of that type. */
function contentOf(info: Node | undefined, type: string): Buffer {
  const [contentType, explicit] = childrenOf(info)
  if (oidOf(contentType) !== type)
    throw unreadable('a PKCS#12 file that is protected by other means than a passphrase')
  return octetsOf(childrenOf(explicit)[0])
}

/** The passphrase that fits the MAC. Programs that are given none use an empty one. */
function checkMac(
  macData: Node | undefined,
  content: Buffer,
  passphrase: string | null,
  budget: WorkBudget,
): string {
  const word = passphrase ?? ''
  if (macData === undefined) return word
  const [digestInfo, salt, count] = childrenOf(macData)
  const [algorithm, digest] = childrenOf(digestInfo)
  const oid = oidOf(childrenOf(algorithm)[0])
  const hash = Object.hasOwn(hashOids, oid) ? hashOids[oid as keyof typeof hashOids] : undefined
  if (hash === undefined)
    throw unreadable(`its MAC is made in a way that is not known here (${oid})`)
  const iterations = count === undefined ? 1 : numberOf(count)
  budget.spend(2 * iterations)
  const derivation = { hash, passphrase: word, salt: octetsOf(salt), iterations }
  const expected = octetsOf(digest)
  const key = deriveBytes(derivation, 'mac', expected.length)
  const actual = createHmac(hash, key).update(content).digest()
  const isRight = actual.length === expected.length && timingSafeEqual(actual, expected)
  if (!isRight) throw passphrase === null ? passphraseNeeded() : wrongPassphrase()
  return word
}

/** The bags of one part, decrypted if they are encrypted. */
function safeContents(safe: Node, word: string, budget: WorkBudget): Buffer {
  const [type, explicit] = childrenOf(safe)
  if (oidOf(type) === oids.data) return octetsOf(childrenOf(explicit)[0])
  if (oidOf(type) !== oids.encryptedData)
    throw unreadable('a part that is protected by other means than a passphrase')
  const [, info] = childrenOf(childrenOf(explicit)[0])
  const [, algorithm, encrypted] = childrenOf(info)
  return decrypt(algorithm, octetsOf(encrypted), word, budget)
}

function take(bag: Node, word: string, budget: WorkBudget, found: Found): void {
  if (found.certificates.length + found.keys.length >= bagsMax)
    throw unreadable(`more than ${bagsMax} parts`)
  const [id, explicit] = childrenOf(bag)
  const [value] = childrenOf(explicit)
  switch (oidOf(id)) {
    case oids.certBag: {
      const [certificateType, octets] = childrenOf(value)
      if (oidOf(certificateType) !== oids.x509Certificate) return
      found.certificates.push(new X509Certificate(octetsOf(childrenOf(octets)[0])))
      return
    }
    case oids.keyBag:
      found.keys.push(keyOf(derOf(value)))
      return
    case oids.shroudedKeyBag: {
      const [algorithm, encrypted] = childrenOf(value)
      found.keys.push(keyOf(decrypt(algorithm, octetsOf(encrypted), word, budget)))
      return
    }
    default:
    // CRLs and secrets of others concern nobody here.
  }
}

const keyOf = (der: Buffer): KeyObject =>
  createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })

function derOf(node: Node | undefined): Buffer {
  if (node === undefined) throw unreadable('an empty part')
  return toDer(node)
}
