import {
  type ApplianceReading,
  type ApplianceStatus,
  findVersion,
  type Role,
  type SessionPages,
  type SessionQuestion,
} from '@understudy/shared'

/** What the APIs may know of the appliance, read once for each answer. */
export interface Readings {
  readonly nowMs: number
  readonly appliance: { readonly guid: string; readonly hostname: string }
  readonly site: { readonly hostname: string; readonly version: string; readonly build: number }
  readonly failover: FailoverReading
  /** Whether it does what its role asks of it. */
  readonly isWell: boolean
  /** What somebody should look at, in a sentence; null = nothing. */
  readonly problem: string | null
}

export interface FailoverReading {
  readonly role: Role
  readonly enabledSharedAddresses: readonly string[]
  /** null = there was none. */
  readonly lastSync: { readonly finishedAtMs: number; readonly status: string } | null
}

/** The stored sessions: all that it gives for one answer is of one moment. */
export interface SessionReader {
  sessions(question: SessionQuestion): SessionPages
}

/** The product's own strings for the last sync are not documented; these are ours (P 3.6). */
const syncTexts = {
  success: 'Data sync completed successfully.',
  never: 'No data sync has been completed yet.',
} as const

export function readingsOf({ nowMs, status, refusalToServe }: ApplianceReading): Readings {
  const { guid, hostname, siteHostname, site, role, sync, addresses } = status
  const isWell = refusalToServe === null || status.state === 'backup'
  const { lastFinishedAtMs: finishedAtMs, lastResult, lastReason } = sync
  const syncText =
    lastResult === 'failed' ? `Data sync failed: ${lastReason}.` : syncTexts[lastResult]
  return {
    nowMs,
    appliance: { guid, hostname },
    site: { hostname: siteHostname, version: site, build: findVersion('site', site)?.build ?? 0 },
    failover: {
      role,
      enabledSharedAddresses: addresses
        .filter(({ shared, enabled }) => shared && enabled)
        .map(({ address }) => address),
      lastSync: finishedAtMs === null ? null : { finishedAtMs, status: syncText },
    },
    isWell,
    problem: isWell ? troubleIn(status) : (refusalToServe?.message ?? null),
  }
}

/** What is wrong although it serves: two in one role (FO-13, P 1.12), an address that others claim too (NET-02). */
function troubleIn({ name, role, relationship, addresses }: ApplianceStatus): string | null {
  if (relationship?.conflict === true)
    return `${name} and its peer are both ${role}; give one of them the other role.`
  const claimed = addresses.find(({ conflictsWith }) => conflictsWith.length > 0)
  return claimed === undefined
    ? null
    : `Address conflict: ${claimed.address} is also claimed by ${claimed.conflictsWith.join(', ')}.`
}
