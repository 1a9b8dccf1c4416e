import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import type { Authority, CertifiedKey } from '@understudy/certificates'
import { mayIssue, mayServe } from '@understudy/certificates/validity'
import { loopback } from '@understudy/lab-channel'
import {
  type ApplianceName,
  certificateFolderFiles,
  certifiedNamesOf,
  hostsOf,
  type LabConfig,
  labAuthorityName,
} from '@understudy/shared'
import { fileErrorOf } from '../../files/file-error.ts'
import { replaceFile } from '../../files/replace-file.ts'
import { LabError } from '../lab-error.ts'
import type { LabFolder } from './lab-folder.ts'

const keyFileIn = (path: string): string => join(path, certificateFolderFiles.key)
const certificateFileIn = (path: string): string => join(path, certificateFolderFiles.certificate)

/**
 * Makes sure that the lab has a certificate authority in its folder, and each appliance, and the witness, a certificate from it (NET-08).
 * Anything there that still fits and is valid long enough stays (CRT-01). Only the owner can read keys. `others`: who
 * else gets a certificate, and for which names.
 */
export async function certifyLab(
  folder: LabFolder,
  lab: LabConfig,
  now: Date = new Date(),
  others: Readonly<Record<string, readonly string[]>> = {},
): Promise<void> {
  try {
    const authority = keptAuthority(folder, now) ?? (await newAuthority(folder, lab.name, now))
    const served = hostsOf(lab).map((name) => [name, certifiedNames(lab, name)] as const)
    for (const [name, names] of [...served, ...Object.entries(others)]) {
      const path = folder.certificateFolder(name)
      if (!holdsCertificate(path, authority, names, now)) await issue(path, authority, names, now)
    }
  } catch (error) {
    throw new LabError(`cannot make the lab's certificates: ${fileErrorOf(error)}`)
  }
}

/** Besides the lab's own names this machine's, for programs that come through a published port. */
const certifiedNames = (lab: LabConfig, name: ApplianceName): readonly string[] => [
  ...certifiedNamesOf(lab, name),
  ...loopback.certifiedNames,
]

function keptAuthority(folder: LabFolder, now: Date): Authority | undefined {
  if (!existsSync(folder.caFile)) return undefined
  const certificatePem = readFileSync(folder.caFile, 'utf8')
  const keyPem = readFileSync(folder.caKeyFile, 'utf8')
  const certificate = new X509Certificate(certificatePem)
  if (!certificate.checkPrivateKey(createPrivateKey(keyPem)))
    throw new Error(`${folder.caKeyFile} is not the key of ${folder.caFile}`)
  return mayIssue(certificate, now) ? { keyPem, certificatePem } : undefined
}

/**
 * The key before the certificate, and after an old certificate is gone: a certificate means the authority is complete.
 */
async function newAuthority(folder: LabFolder, labName: string, now: Date): Promise<Authority> {
  const { createAuthority } = await import('@understudy/certificates')
  const authority = createAuthority(labAuthorityName(labName), now)
  rmSync(folder.caFile, { force: true })
  replaceFile(folder.caKeyFile, authority.keyPem, 0o600)
  replaceFile(folder.caFile, authority.certificatePem, 0o644)
  return authority
}

async function issue(
  path: string,
  authority: Authority,
  names: readonly string[],
  now: Date,
): Promise<void> {
  const { issueCertificate } = await import('@understudy/certificates')
  const { keyPem, certificatePem } = issueCertificate(authority, names, now)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  replaceFile(keyFileIn(path), keyPem, 0o600)
  replaceFile(certificateFileIn(path), certificatePem, 0o600)
}

/** Whether there is a certificate from the authority for all those names, with its key, that may be served. */
function holdsCertificate(
  path: string,
  authority: Authority,
  names: readonly string[],
  now: Date,
): boolean {
  const kept = readCertificate(path)
  if (kept === undefined) return false
  try {
    const certificate = new X509Certificate(kept.certificatePem)
    return (
      mayServe(certificate, now) &&
      certificate.checkPrivateKey(createPrivateKey(kept.keyPem)) &&
      certificate.verify(new X509Certificate(authority.certificatePem).publicKey) &&
      names.every((name) => covers(certificate, name))
    )
  } catch {
    return false
  }
}

const covers = (certificate: X509Certificate, name: string): boolean =>
  (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined

function readCertificate(path: string): CertifiedKey | undefined {
  if (!existsSync(keyFileIn(path)) || !existsSync(certificateFileIn(path))) return undefined
  return {
    keyPem: readFileSync(keyFileIn(path), 'utf8'),
    certificatePem: readFileSync(certificateFileIn(path), 'utf8'),
  }
}
