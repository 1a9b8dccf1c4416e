import { type DeferralReason, limits } from '@understudy/shared'
import { defineSlice } from '../slice.ts'
import { type ConnectionRate, freshConnectionRate } from './connection-rate.ts'
import { freshUpgradeSlots, type UpgradeSlots } from './upgrade-slots.ts'

/** What protects the appliance from all its Jump Clients at once (CLI-03); null = no limit. */
export interface Throttles {
  /** Maximum Number of Concurrent Jump Client Upgrades. */
  readonly concurrentUpgradesMax: number | null
  /** Global connection rate for Jump Clients: new ones a second. */
  readonly connectionRateMax: number | null
}

/** What keeps all Jump Clients from coming at once. Only `clients/` imports it. */
export interface ClientsSlice {
  /** The throttles as last read, and at which revision of the settings. */
  throttles: (Throttles & { readonly settingsRevision: number }) | null
  readonly connectionRate: ConnectionRate
  readonly upgrades: UpgradeSlots
  /** How many Jump Clients were told to come back later, and since when. */
  deferrals: { readonly sinceMs: number; readonly counts: Map<DeferralReason, number> } | null
}

export const clientsSlice = defineSlice<ClientsSlice>('clients', () => ({
  throttles: null,
  connectionRate: freshConnectionRate(limits.jumpClientsMax),
  upgrades: freshUpgradeSlots(),
  deferrals: null,
}))
