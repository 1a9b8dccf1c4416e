import type {
  CertificateMaterial,
  CertificateWork,
  CertificateWorkDone,
} from '@understudy/appliance-core'
import { certificateFacts } from '@understudy/certificates/facts'
import {
  accepted,
  type CertificateFacts,
  limits,
  type Outcome,
  type Refusal,
  refusal,
  refused as refusedOutcome,
} from '@understudy/shared'
import type { FileArea } from '../files/file-area.ts'
import { fileRefusalOf } from '../files/file-refusal.ts'
import type { ServerCertificate } from '../tls/tls-server.ts'
import { inLabTime } from './lab-validity.ts'

export interface CertificatePorts {
  readonly name: string
  readonly held: FileArea
  /** The certificate that the appliance came with. */
  readonly own: ServerCertificate
  /** By how much lab time differs from real time now. */
  readonly labAheadMs: () => number
}

/** Does what the core asks where the bytes of certificates are understood; node-forge is loaded only here. */
export async function certificateWorkDone(
  ports: CertificatePorts,
  work: CertificateWork,
): Promise<CertificateWorkDone> {
  switch (work.kind) {
    case 'make-self-signed': {
      const { selfSignedCertificate } = await import('@understudy/certificates')
      const { keyPem, certificatePem } = selfSignedCertificate(work.names, new Date())
      const facts = inLabTime(certificateFacts(certificatePem), ports.labAheadMs())
      return { kind: 'self-signed-made', material: { keyPem, certificatePem, chainPem: '', facts } }
    }
    case 'make-request':
      return await makeRequest(ports, work.names)
    case 'write-file':
      return await writeFile(ports, work)
    default:
      return await readFile(ports, work)
  }
}

async function makeRequest(
  { held }: CertificatePorts,
  names: readonly string[],
): Promise<CertificateWorkDone> {
  const { certificateRequest } = await import('@understudy/certificates')
  const { publicKey, ...material } = certificateRequest(names)
  const put = await putFile(held, Buffer.from(material.requestPem, 'utf8'))
  return put.ok
    ? { kind: 'request-made', material: { ...material, publicKey }, ...put.value }
    : { kind: 'refused', refusal: put.refusal }
}

async function writeFile(
  { held, own }: CertificatePorts,
  { material, form }: Extract<CertificateWork, { kind: 'write-file' }>,
): Promise<CertificateWorkDone> {
  const { writeCertificateFile } = await import('@understudy/certificates')
  const { keyPem, certificatePem, chainPem } = material ?? partsOf(own)
  const bytes = writeCertificateFile(
    {
      certificatePem,
      keyPem: form.privateKey ? keyPem : null,
      chainPem: form.chain ? chainPem : '',
    },
    form,
  )
  const put = await putFile(held, bytes)
  return put.ok ? { kind: 'file-written', ...put.value } : { kind: 'refused', refusal: put.refusal }
}

async function readFile(
  { held, name, labAheadMs }: CertificatePorts,
  { file, passphrase }: Extract<CertificateWork, { kind: 'read-file' }>,
): Promise<CertificateWorkDone> {
  const refused = (why: Refusal): CertificateWorkDone => ({ kind: 'refused', refusal: why })
  const source = held.openSource(file)
  if (source === undefined)
    return refused(refusal('no-such-file', { appliance: name, found: file }))
  try {
    // One byte more than may be: a longer file is refused for its length, whatever it says.
    const bytes = source.source().read(limits.certificateFileBytesMax + 1)
    const { readCertificateFile } = await import('@understudy/certificates')
    const read = readCertificateFile(Buffer.from(bytes), passphrase)
    if ('code' in read) return refused(read)
    return { kind: 'file-read', found: { ...read, facts: inLabTime(read.facts, labAheadMs()) } }
  } finally {
    source.close()
  }
}

async function putFile(
  held: FileArea,
  bytes: Uint8Array,
): Promise<Outcome<{ readonly file: string; readonly sizeBytes: number }>> {
  try {
    return accepted(await held.put([bytes]))
  } catch (error) {
    return refusedOutcome(fileRefusalOf(error))
  }
}

/** The first certificate apart from its chain. */
function partsOf({
  keyPem,
  certificatePem,
}: ServerCertificate): Omit<CertificateMaterial, 'facts'> {
  const end = '-----END CERTIFICATE-----\n'
  const at = certificatePem.indexOf(end) + end.length
  return {
    keyPem,
    certificatePem: certificatePem.slice(0, at),
    chainPem: certificatePem.slice(at),
  }
}

/** What the certificate says that the appliance came with, in lab time. */
export const ownFacts = (
  { certificatePem }: ServerCertificate,
  aheadMs: number,
): CertificateFacts => inLabTime(certificateFacts(certificatePem), aheadMs)
