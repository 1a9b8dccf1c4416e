import {
  createCipheriv,
  createHash,
  createHmac,
  type KeyObject,
  pbkdf2Sync,
  randomBytes,
  type X509Certificate,
} from 'node:crypto'
import {
  bytes,
  explicit,
  implicit,
  integer,
  type Node,
  nothing,
  number,
  oid,
  sequence,
  setOf,
  toDer,
} from '../der.ts'
import { deriveBytes } from './key-derivation.ts'
import { oids } from './oids.ts'

/** `old`: what appliances and programs before OpenSSL 3 read. */
export type Pkcs12Algorithms = 'new' | 'old'

export interface Pkcs12Parts {
  readonly certificates: readonly X509Certificate[]
  /** Of the first certificate; null = only certificates. */
  readonly key: KeyObject | null
  /** '' = whoever has the file has the key. */
  readonly passphrase: string
  readonly algorithms: Pkcs12Algorithms
}

/** Ten times OpenSSL's; the passphrase has to be good by itself. */
const iterations = 20_000
const oldIterations = 2_048

/** A PKCS#12 file (RFC 7292) as OpenSSL 3 makes them, or as OpenSSL 1 did. */
export function writePkcs12({ certificates, key, passphrase, algorithms }: Pkcs12Parts): Buffer {
  const crypt = ciphers[algorithms]
  const [leaf] = certificates
  const keyId = leaf === undefined ? Buffer.alloc(0) : createHash('sha1').update(leaf.raw).digest()
  const certificateBags = certificates.map((one, i) =>
    bag(
      oids.certBag,
      sequence(oid(oids.x509Certificate), explicit(0, bytes(one.raw))),
      i === 0 && key !== null ? keyId : null,
    ),
  )
  const encrypted = crypt(toDer(sequence(...certificateBags)), passphrase)
  const safes = [
    contentInfo(
      oids.encryptedData,
      sequence(
        integer('\0'),
        sequence(
          oid(oids.data),
          encrypted.algorithm,
          implicit(0, encrypted.bytes.toString('latin1')),
        ),
      ),
    ),
  ]
  if (key !== null) {
    const shrouded = crypt(key.export({ type: 'pkcs8', format: 'der' }), passphrase)
    const value = sequence(shrouded.algorithm, bytes(shrouded.bytes))
    const contents = toDer(sequence(bag(oids.shroudedKeyBag, value, keyId)))
    safes.push(contentInfo(oids.data, bytes(contents)))
  }
  const content = toDer(sequence(...safes))
  return toDer(
    sequence(
      integer('\x03'),
      contentInfo(oids.data, bytes(content)),
      macOver(content, passphrase, algorithms),
    ),
  )
}

type Encrypt = (plain: Buffer, passphrase: string) => { algorithm: Node; bytes: Buffer }

const ciphers: Readonly<Record<Pkcs12Algorithms, Encrypt>> = {
  new(plain, passphrase) {
    const [salt, iv] = [randomBytes(16), randomBytes(16)]
    const key = pbkdf2Sync(passphrase, salt, iterations, 32, 'sha256')
    const cipher = createCipheriv('aes-256-cbc', key, iv)
    const kdf = sequence(
      bytes(salt),
      number(iterations),
      sequence(oid('1.2.840.113549.2.9'), nothing()),
    )
    const algorithm = sequence(
      oid(oids.pbes2),
      sequence(
        sequence(oid(oids.pbkdf2), kdf),
        sequence(oid('2.16.840.1.101.3.4.1.42'), bytes(iv)),
      ),
    )
    return { algorithm, bytes: Buffer.concat([cipher.update(plain), cipher.final()]) }
  },
  old(plain, passphrase) {
    const salt = randomBytes(8)
    const derivation = { hash: 'sha1', passphrase, salt, iterations: oldIterations } as const
    const [key, iv] = [deriveBytes(derivation, 'key', 24), deriveBytes(derivation, 'iv', 8)]
    const cipher = createCipheriv('des-ede3-cbc', key, iv)
    const parameters = sequence(bytes(salt), number(oldIterations))
    const algorithm = sequence(oid(oids.pbeSha1TripleDes), parameters)
    return { algorithm, bytes: Buffer.concat([cipher.update(plain), cipher.final()]) }
  },
}

const macs = {
  new: { hash: 'sha256', oid: '2.16.840.1.101.3.4.2.1', length: 32, iterations },
  old: { hash: 'sha1', oid: '1.3.14.3.2.26', length: 20, iterations: oldIterations },
} as const

function macOver(content: Buffer, passphrase: string, algorithms: Pkcs12Algorithms): Node {
  const { hash, oid: hashOid, length, iterations: count } = macs[algorithms]
  const salt = randomBytes(16)
  const key = deriveBytes({ hash, passphrase, salt, iterations: count }, 'mac', length)
  const digest = createHmac(hash, key).update(content).digest()
  const digestInfo = sequence(sequence(oid(hashOid), nothing()), bytes(digest))
  return sequence(digestInfo, bytes(salt), number(count))
}

const contentInfo = (type: string, content: Node): Node => sequence(oid(type), explicit(0, content))

const bag = (type: string, value: Node, keyId: Buffer | null): Node =>
  sequence(
    oid(type),
    explicit(0, value),
    ...(keyId === null ? [] : [setOf(sequence(oid(oids.localKeyId), setOf(bytes(keyId))))]),
  )
