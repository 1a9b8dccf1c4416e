/** Kinds of clients as the report counts them (CLI-01 to CLI-05, NET-07). */
export const clientGroups = [
  'consoles',
  'msi-consoles',
  'early-consoles',
  'active-jump-clients',
  'passive-jump-clients',
  'jumpoints',
  'buttons',
  'connection-agents',
  'provider-logins',
  'installers',
  'clients-by-address',
] as const
export type ClientGroup = (typeof clientGroups)[number]

/** What became of the clients of one kind. Every client is in exactly one of upgraded … redeploy. */
export interface GroupCount {
  readonly group: ClientGroup
  readonly total: number
  /** Has the version of the site that it talks to, or needs none. */
  readonly upgraded: number
  /** Will come by itself: offline, not checked in yet, or waiting for its turn. */
  readonly late: number
  /** Missed too many versions: the appliance has no update for it (UPD-08). */
  readonly stranded: number
  /** Works again only when somebody installs it by hand. */
  readonly redeployByHand: number
  /** Of all: the appliance that its last connection reached, where it reached one. */
  readonly at: Readonly<Record<string, number>>
}

export interface PopulationCount {
  readonly groups: readonly GroupCount[]
}
