import type { InstalledSoftware } from '@understudy/shared'

/** What the vendor knows of one appliance. Plain data: a process keeps it in a file. */
export interface Account {
  readonly name: string
  /** As it last said; null = it has never asked. */
  guid: string | null
  installed: InstalledSoftware | null
  /** The packages that it, or somebody for it, has downloaded: they are not offered again (UPD-04). */
  downloaded: string[]
  /** Add-ons that were ordered, by the names of their packages. */
  licencePackages: string[]
}

/** Everything that outlives the update server's process. */
export interface UpdateServerState {
  accounts: Account[]
  /** Builds that were released after the lab began. */
  released: string[]
  /** How many add-ons were ordered. */
  orders: number
}

export const freshState = (names: readonly string[]): UpdateServerState => ({
  accounts: names.map((name) => ({
    name,
    guid: null,
    installed: null,
    downloaded: [],
    licencePackages: [],
  })),
  released: [],
  orders: 0,
})

/** What was kept, for the appliances that the lab has now. */
export const continuedState = (
  names: readonly string[],
  kept: UpdateServerState,
): UpdateServerState => ({
  ...kept,
  accounts: freshState(names).accounts.map(
    (fresh) => kept.accounts.find(({ name }) => name === fresh.name) ?? fresh,
  ),
})
