import type { KeyObject, X509Certificate } from 'node:crypto'

/** What a file turned out to hold, not yet judged. */
export interface FoundInFile {
  readonly certificates: readonly X509Certificate[]
  readonly key: KeyObject | null
}
