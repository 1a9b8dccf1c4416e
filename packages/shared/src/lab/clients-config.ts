import type { SiteTerms } from './appliance-config.ts'
import type { ClientsSection } from './clients-section.ts'
import { type IntegrationConfig, resolveIntegrations } from './integrations-section.ts'

/** The population, complete: what {@link resolveClients} makes of a lab file's `clients`. */
export interface ClientsConfig {
  readonly representatives: number
  readonly sessionEveryMs: number
  readonly sessionLengthMs: number
  /** Factor on the number of customers for each hour of the day; absent = every hour is the same. */
  readonly dayProfile?: readonly number[]
  readonly recordedShare: number
  readonly recordingBytes: number
  /** Absent = no surveys. */
  readonly surveyedShare?: number
  readonly probeEveryMs: number
  readonly refreshEveryMs: number
  readonly licences: number
  readonly starter: boolean
  readonly msiConsoles: number
  readonly earlyConsoles: number
  readonly providerLogins: number
  readonly jumpClients: JumpClientsConfig
  readonly jumpoints: number
  readonly buttons: number
  readonly connectionAgents: number
  readonly installers: number
  readonly byAddress: number
  /** Absent = none. */
  readonly integrations?: readonly IntegrationConfig[]
}

export interface JumpClientsConfig {
  readonly active: number
  readonly passive: number
  readonly offlineShare: number
  readonly versionsBehindMax: number
  readonly behindShare: number
  readonly statisticsEveryMs: number
  readonly checkInEveryMs: number
  readonly packageBytes: number
  /** null = no limit. */
  readonly concurrentUpgradesMax: number | null
  /** New connections a second; null = no limit. */
  readonly connectionRateMax: number | null
  readonly versionsMissedMax: number
}

export function resolveClients(section: ClientsSection): ClientsConfig {
  const representatives = section.representatives ?? 20
  return {
    representatives,
    sessionEveryMs: section.sessionEveryMs ?? 10_000,
    sessionLengthMs: section.sessionLengthMs ?? 60_000,
    ...(section.dayProfile === undefined ? {} : { dayProfile: section.dayProfile }),
    // Starter licences come without recording (CLI-06).
    recordedShare: section.starter === true ? 0 : (section.recordedShare ?? 0.2),
    recordingBytes: section.recordingBytes ?? 65_536,
    probeEveryMs: section.probeEveryMs ?? 5_000,
    refreshEveryMs: section.refreshEveryMs ?? 60_000,
    // One more than there are consoles: the guide's test machine logs in as well.
    licences: section.licences ?? representatives + 1,
    starter: section.starter ?? false,
    msiConsoles: section.msiConsoles ?? 0,
    earlyConsoles: section.earlyConsoles ?? 0,
    providerLogins: section.providerLogins ?? 0,
    jumpClients: resolveJumpClients(section.jumpClients ?? {}),
    jumpoints: section.jumpoints ?? 0,
    buttons: section.buttons ?? 0,
    connectionAgents: section.connectionAgents ?? 0,
    installers: section.installers ?? 0,
    byAddress: section.byAddress ?? 0,
    ...surveyedShareOf(section),
    ...integrationsOf(section),
  }
}

const surveyedShareOf = ({
  surveyedShare,
}: ClientsSection): Pick<ClientsConfig, 'surveyedShare'> =>
  surveyedShare === undefined ? {} : { surveyedShare }

const integrationsOf = ({ integrations }: ClientsSection): Pick<ClientsConfig, 'integrations'> =>
  integrations === undefined ? {} : { integrations: resolveIntegrations(integrations) }

/** What an appliance starts out with of the population: the terms of the site's licence and build. */
export const siteTermsOf = ({ licences, starter, jumpClients }: ClientsConfig): SiteTerms => ({
  licences,
  starter,
  versionsMissedMax: jumpClients.versionsMissedMax,
  packageBytes: jumpClients.packageBytes,
})

function resolveJumpClients(
  section: NonNullable<ClientsSection['jumpClients']>,
): JumpClientsConfig {
  return {
    active: section.active ?? 0,
    passive: section.passive ?? 0,
    offlineShare: section.offlineShare ?? 0,
    versionsBehindMax: section.versionsBehindMax ?? 0,
    behindShare: section.behindShare ?? 0,
    statisticsEveryMs: section.statisticsEveryMs ?? 1_800_000,
    checkInEveryMs: section.checkInEveryMs ?? 86_400_000,
    packageBytes: section.packageBytes ?? 262_144,
    concurrentUpgradesMax: throttleOf(section.concurrentUpgradesMax),
    connectionRateMax: throttleOf(section.connectionRateMax),
    versionsMissedMax: section.versionsMissedMax ?? 3,
  }
}

/** The product's default connection rate is 50; its default number of upgrades is not known, 50 is ours. */
const throttleOf = (value: number | 'off' | undefined): number | null =>
  value === 'off' ? null : (value ?? 50)
