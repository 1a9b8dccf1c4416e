import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mayServe } from '@understudy/certificates/validity'
import { StartFailure } from '@understudy/lab-channel'
import { certificateFolderFiles } from '@understudy/shared'
import { writeWhole } from '../config/data-folder.ts'
import type { ServerCertificate } from '../tls/tls-server.ts'

/** Reads a ready `key.pem` and `certificate.pem`; a {@link StartFailure} names the file that is wrong. */
export function readCertificate(folder: string): ServerCertificate {
  const keyPem = read(join(folder, certificateFolderFiles.key))
  const certificatePath = join(folder, certificateFolderFiles.certificate)
  const certificatePem = read(certificatePath)
  try {
    new X509Certificate(certificatePem)
  } catch (error) {
    throw new StartFailure(1, `${certificatePath} is no certificate: ${(error as Error).message}.`)
  }
  return { keyPem, certificatePem }
}

/**
 * The self-signed certificate kept in the folder; made at the first start, and again when it may no longer be served
 * (CRT-01).
 */
export async function keptCertificate(
  folder: string,
  names: readonly string[],
  now: Date = new Date(),
): Promise<ServerCertificate> {
  if (existsSync(join(folder, certificateFolderFiles.certificate))) {
    const kept = readCertificate(folder)
    if (mayServe(new X509Certificate(kept.certificatePem), now)) return kept
  }
  await makeCertificate(folder, names, now)
  return readCertificate(folder)
}

async function makeCertificate(folder: string, names: readonly string[], now: Date): Promise<void> {
  const { selfSignedCertificate } = await import('@understudy/certificates')
  const { keyPem, certificatePem } = selfSignedCertificate(names, now)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeWhole(join(folder, certificateFolderFiles.key), keyPem)
  writeWhole(join(folder, certificateFolderFiles.certificate), certificatePem)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new StartFailure(1, `The certificate cannot be read: ${(error as Error).message}.`)
  }
}
