import { type Refusal, refusal } from '@understudy/shared'

/** Why a file with a certificate is refused: found somewhere deep in it, told at its beginning. */
export class CertificateProblem extends Error {
  override readonly name = 'CertificateProblem'
  readonly refusal: Refusal

  constructor(why: Refusal) {
    super(why.message)
    this.refusal = why
  }
}

export const unreadable = (found: string): CertificateProblem =>
  new CertificateProblem(refusal('certificate-unreadable', { found }))

const what = 'the certificate file'
export const passphraseNeeded = (): CertificateProblem =>
  new CertificateProblem(refusal('passphrase-needed', { what }))
export const wrongPassphrase = (): CertificateProblem =>
  new CertificateProblem(refusal('wrong-passphrase', { what }))
