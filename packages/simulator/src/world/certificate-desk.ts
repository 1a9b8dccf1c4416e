import type {
  ApplianceInput,
  CertificateMaterial,
  CertificateWork,
  CertificateWorkDone,
} from '@understudy/appliance-core'
import {
  type CertificateFacts,
  CertificateFacts as CertificateSchema,
  hashHex,
  labAuthorityName,
  limits,
  parseJson,
  type Random,
  type Refusal,
  refusal,
  schemaErrors,
} from '@understudy/shared'
import type { FileCrypto, Files } from './files.ts'

const dayMs = 86_400_000
const validDays = 397

interface FactsOf {
  readonly names: readonly string[]
  readonly issuedBy: string
  readonly key: string
  readonly fromMs: number
}

/** What a certificate of the virtual world says: nothing differs from a real one but that there are no bytes. */
function virtualFacts({ names, issuedBy, key, fromMs }: FactsOf): CertificateFacts {
  const issuedTo = names[0] ?? 'appliance'
  const selfSigned = issuedBy === issuedTo
  return {
    issuedTo,
    issuedBy,
    names,
    validFromMs: fromMs,
    validUntilMs: fromMs + validDays * dayMs - 1_000,
    fingerprint: longHash(`certificate/${key}/${names.join(',')}`),
    publicKey: publicKeyOf(key),
    selfSigned,
    chainEndsAt: issuedBy,
    chainComplete: true,
  }
}

/** What the lab's authority has issued to a virtual appliance before it was first switched on (NET-08). */
export const factoryFacts = (
  names: readonly string[],
  lab: string,
  fromMs: number,
): CertificateFacts =>
  virtualFacts({ names, issuedBy: labAuthorityName(lab), key: `factory/${names[0]}`, fromMs })

const publicKeyOf = (key: string): string => longHash(`public/${key}`)

const longHash = (text: string): string =>
  [1, 2, 3, 4].map((part) => hashHex(`${text}#${part}`)).join('')

/** A file of the virtual world: JSON, with a hash against damage; a passphrase is compared, for nobody reads along. */
interface VirtualFile {
  readonly facts: CertificateFacts
  readonly keyPem: string | null
  readonly chain: boolean
  readonly sealedBy: string | null
}

/**
 * What a daemon does with X.509, for a virtual box: the same answers from the same facts. Keys are names drawn from the
 * box's own chance, so runs do not differ; real files cannot be read here, and these nowhere else.
 */
export class CertificateDesk {
  readonly #appliance: string
  readonly #own: CertificateFacts | undefined
  readonly #codec: FileCrypto['codec']
  readonly #random: Random

  constructor(parts: {
    readonly appliance: string
    readonly own: CertificateFacts | undefined
    readonly codec: FileCrypto['codec']
    readonly random: Random
  }) {
    this.#appliance = parts.appliance
    this.#own = parts.own
    this.#codec = parts.codec
    this.#random = parts.random
  }

  perform(request: string, work: CertificateWork, files: Files): ApplianceInput {
    return { kind: 'certificate-work-done', request, done: this.#done(work, files) }
  }

  #done(work: CertificateWork, files: Files): CertificateWorkDone {
    switch (work.kind) {
      case 'make-self-signed': {
        const { names, nowMs: fromMs } = work
        const key = this.#random.hex(32)
        const facts = virtualFacts({ names, issuedBy: names[0] ?? 'appliance', key, fromMs })
        return { kind: 'self-signed-made', material: materialOf(facts, key) }
      }
      case 'make-request': {
        const key = this.#random.hex(32)
        const publicKey = publicKeyOf(key)
        const requestPem = JSON.stringify({ request: { names: work.names, publicKey } })
        const bytes = this.#codec.bytesOf(requestPem)
        return {
          kind: 'request-made',
          material: { keyPem: key, requestPem, publicKey },
          file: files.put(bytes),
          sizeBytes: bytes.length,
        }
      }
      case 'write-file':
        return this.#write(work, files)
      default:
        return this.#read(work, files)
    }
  }

  #write(
    { material, form }: Extract<CertificateWork, { kind: 'write-file' }>,
    files: Files,
  ): CertificateWorkDone {
    const { facts, keyPem } = material ?? this.#factory()
    const file: VirtualFile = {
      facts,
      keyPem: form.privateKey ? keyPem : null,
      chain: form.chain,
      sealedBy: form.passphrase === null ? null : hashHex(`passphrase/${form.passphrase}`),
    }
    const text = JSON.stringify(file)
    const bytes = this.#codec.bytesOf(`${hashHex(text)}${text}`)
    return { kind: 'file-written', file: files.put(bytes), sizeBytes: bytes.length }
  }

  #factory(): Pick<CertificateMaterial, 'facts' | 'keyPem'> {
    const facts = this.#own
    if (facts === undefined) throw new Error(`${this.#appliance} came without a certificate`)
    return { facts, keyPem: `factory/${facts.issuedTo}` }
  }

  #read(
    { file, passphrase }: Extract<CertificateWork, { kind: 'read-file' }>,
    files: Files,
  ): CertificateWorkDone {
    const bytes = files.get(file)
    if (bytes === undefined)
      return refused(refusal('no-such-file', { appliance: this.#appliance, found: file }))
    const read = this.#open(bytes)
    if (read === undefined)
      return refused(
        refusal('certificate-unreadable', { found: 'neither PEM nor PKCS#12, or damaged' }),
      )
    const what = 'the certificate file'
    if (read.sealedBy !== null && passphrase === null)
      return refused(refusal('passphrase-needed', { what }))
    if (read.sealedBy !== null && read.sealedBy !== hashHex(`passphrase/${passphrase}`))
      return refused(refusal('wrong-passphrase', { what }))
    const { facts, keyPem, chain } = read
    const chainComplete = facts.selfSigned || chain
    const found = { ...materialOf({ ...facts, chainComplete }, ''), keyPem }
    return { kind: 'file-read', found }
  }

  #open(bytes: Uint8Array): VirtualFile | undefined {
    if (bytes.length > limits.certificateFileBytesMax) return undefined
    const text = this.#codec.textOf(bytes)
    const content = text.slice(16)
    if (hashHex(content) !== text.slice(0, 16)) return undefined
    const value = parseJson(content) as VirtualFile | undefined
    return value !== undefined && schemaErrors(CertificateSchema, value.facts).length === 0
      ? value
      : undefined
  }
}

const materialOf = (facts: CertificateFacts, keyPem: string): CertificateMaterial => ({
  keyPem,
  certificatePem: '',
  chainPem: '',
  facts,
})

const refused = (why: Refusal): CertificateWorkDone => ({ kind: 'refused', refusal: why })
