import type { ApiAccountRecord } from './accounts/account.ts'
import type { ApiName, ApiUser } from './accounts/apis.ts'
import type { ClientKind } from './clients/client-messages.ts'
import type { ApplianceStatus } from './operations/appliance-status.ts'
import type { Refusal } from './refusals.ts'
import type { RepActivity } from './sessions/activity.ts'
import type { RepStatus } from './sessions/queue.ts'
import type { SessionPages, SessionQuestion } from './sessions/reported.ts'
import type { SupportTeam } from './sessions/team.ts'

/** A client on its channel now. */
export interface ConnectedClient {
  readonly kind: ClientKind
  readonly name: string
  readonly version: string
  readonly sinceMs: number
  /** The session that it takes part in; null = none. */
  readonly lsid: string | null
  /** Of a console: whether it takes new sessions. */
  readonly status: RepStatus
}

/** A Jump Client or Jumpoint, as reports tell of it. */
export interface JumpItem {
  readonly name: string
  readonly kind: 'jump-client' | 'jumpoint'
  readonly version: string
  /** 0 = never. */
  readonly lastCheckInMs: number
}

/**
 * The read port beside the input queue (API-07): what an appliance is and holds, to be asked between its batches and never
 * within one. Nothing is held for whoever reads; one who leaves costs nothing.
 */
export interface ApplianceReading {
  /** Lab time. */
  readonly nowMs: number
  readonly status: ApplianceStatus
  /** Why clients are refused now; null = they are served. */
  readonly refusalToServe: Refusal | null
  /** Why programs get no reports, no session keys and none of the commands that only a primary answers (FO-06); null = they do. */
  readonly refusalToTell: Refusal | null
  /** Why that account may not use that API, or that action of it; null = it may (API-04). */
  refusalToUseApi(api: ApiName, user: ApiUser, action?: string): Refusal | null
  /** A client of the APIs; undefined = there is none of that id. */
  apiClient(clientId: string): ApiAccountRecord | undefined
  /** Who is let in now, in the order in which they came. */
  clients(): readonly ConnectedClient[]
  /** Who logged in to the console and out of it, in order of time; the newest ten thousand at most. */
  activity(): readonly RepActivity[]
  /** The status history (FO-08), newest first; at most a thousand events, as JSON texts. */
  history(): readonly { readonly atMs: number; readonly json: string }[]
  /** Jump Clients and Jumpoints that the site knows. */
  jumpItems(): readonly JumpItem[]
  /** The site's support teams, by id. */
  teams(): readonly SupportTeam[]
  /** A setting of the site; undefined = it was never set. */
  setting(key: string): string | undefined
  /**
   * All pages together are of this moment. They end with an exception where sessions that belong to them have been discarded
   * meanwhile (SYN-04): half an answer must not look like one.
   */
  sessions(question: SessionQuestion): SessionPages
}
