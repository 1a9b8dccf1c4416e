import type { ApplianceInput } from '@understudy/appliance-core'
import type { CertificateFacts } from '@understudy/shared'
import type { Recordings } from './recordings.ts'

/** What the network sees of an appliance whose process runs. */
export interface HostPort {
  readonly name: string
  /** The recordings that are durable here. */
  readonly blobs: Recordings
  /** The inter-appliance key that its links are authenticated with, '' = none. */
  readonly preSharedKey: string
  /** The certificate that is shown at that address, where it is not the one that the box came with. */
  certificateAt(address: string): CertificateFacts | null
  /** Puts the input into the process's inbox; lost if no process runs. */
  deliver(input: ApplianceInput): void
  /** What it answers to a GET of that path. */
  page(path: string): PageAnswer
  /** Acts when it is that work's turn, of so many microseconds; not at all if the process has ended by then. */
  serve(serviceUs: number, act: () => void): void
}

/** `body`: of an API's document. */
export interface PageAnswer {
  readonly status: number
  readonly body?: string
}

/** The appliance of that name. */
export type FindHost = (name: string) => HostPort
