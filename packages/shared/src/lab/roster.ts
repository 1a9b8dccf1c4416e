import { sinkHosts } from '../network/sinks.ts'
import type { LabFile } from './lab-file.ts'

/** What a lab file calls an appliance: any word but the {@link reservedNames}. */
export type ApplianceName = string

/** The host that votes, if a lab has one (DESIGN 7). */
export const witnessName = 'witness'

/** The vendor's update server, a process of every lab, and its host: somewhere in the Internet (UPD-01). */
export const updateServerHost = 'update-server'

/** Words that mean something else wherever an appliance may be named. */
export const reservedNames = [
  witnessName,
  'gateway',
  ...sinkHosts,
  updateServerHost,
  'network',
  'clients',
  'conductor',
  'supervisor',
  'outside',
  'site',
  'none',
] as const

/** How a lab starts. An appliance that is neither `serves` nor `backup` is standalone and empty (FO-16). */
export interface LabStart {
  /** Has the data and the site's traffic. */
  readonly serves: ApplianceName
  /** Its backup; null = there is no relationship. */
  readonly backup: ApplianceName | null
}

export function startOf({ appliances, start = {} }: LabFile): LabStart {
  const names = Object.keys(appliances)
  const serves = start.serves ?? names.find((name) => name !== start.backup) ?? ''
  const backup = start.backup ?? names.find((name) => name !== serves) ?? null
  return { serves, backup: backup === 'none' ? null : backup }
}

/** All appliances of the lab, in the lab file's order. */
export const rosterOf = ({
  network,
}: {
  readonly network: { readonly appliances: readonly { readonly name: ApplianceName }[] }
}): readonly ApplianceName[] => network.appliances.map(({ name }) => name)

/** Every host of the lab that has a process of its own and can be asked: its appliances, then the witness if it has one. */
export const hostsOf = (lab: {
  readonly network: {
    readonly appliances: readonly { readonly name: ApplianceName }[]
    readonly witness?: unknown
  }
}): readonly string[] => [
  ...rosterOf(lab),
  ...(lab.network.witness === undefined ? [] : [witnessName]),
]

/** The pair of the relationship, the primary first; empty if there is no backup. */
export const pairOf = ({ serves, backup }: LabStart): readonly ApplianceName[] =>
  backup === null ? [] : [serves, backup]
