import { type Static, Type } from 'typebox'
import type { Frozen } from '../operations/operation.ts'
import { Count } from '../operations/schemas.ts'

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
  'integration-clients',
  'integrations',
] as const
export type ClientGroup = (typeof clientGroups)[number]

/** What became of the clients of one kind. Every client is in exactly one of `upgraded` to `redeployByHand`. */
export const GroupCount = Type.Object({
  group: Type.Enum(clientGroups),
  total: Count,
  /** On the version of the site that it talks to, or needs no version. */
  upgraded: Count,
  /** Will follow by itself: offline, not checked in yet, or waiting for its turn. */
  late: Count,
  /** Missed too many versions: the appliance has no update for it (UPD-08). */
  stranded: Count,
  /** Works again only once somebody reinstalls it by hand. */
  redeployByHand: Count,
  /** How many clients last connected to which appliance; those that reached none are left out. */
  at: Type.Record(Type.String(), Count),
  /** Names of those stranded or waiting to be redeployed, if any; a long list is cut. */
  byHand: Type.Optional(Type.Array(Type.String())),
})
export type GroupCount = Frozen<Static<typeof GroupCount>>

export const PopulationCount = Type.Object({ groups: Type.Array(GroupCount) })
export type PopulationCount = Frozen<Static<typeof PopulationCount>>
