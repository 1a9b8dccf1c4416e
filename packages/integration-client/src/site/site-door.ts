import type { Readable } from 'node:stream'

/** What a site answers to one request. The body is read, or destroyed. */
export interface SiteAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: Readable
}

/** How the client reaches its site. Rejects where there is no answer. */
export interface SiteDoor {
  ask(pathAndQuery: string, signal: AbortSignal): Promise<SiteAnswer>
}
