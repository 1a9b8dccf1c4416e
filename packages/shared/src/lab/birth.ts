import type { PopulationConfig } from '../clients/population-config.ts'
import { createRandom } from '../random.ts'
import type { InstalledSoftware } from '../versions/catalogue.ts'
import type { ApplianceConfig } from './appliance-config.ts'
import { siteTermsOf } from './clients-config.ts'
import type { LabConfig } from './lab-config.ts'
import { type ApplianceName, witnessName } from './roster.ts'

/*
 * From lab file to process: what each part of a lab starts out with. Both worlds take appliances and clients from here,
 * so that the same lab and seed give the same ones in each (REH-02). The virtual network takes the lab itself.
 */

/** What appliance `name` of the lab starts out with. No appliance has the shared address enabled yet. */
export function applianceConfigOf(
  lab: LabConfig,
  name: ApplianceName,
  seed: number | string,
): ApplianceConfig {
  const { siteHostname, sharedAddress, publicAddress, tlsPort, appliances } = lab.network
  const place = appliances.find((appliance) => appliance.name === name)
  const software = lab.software[name]
  const clockOffMs = lab.wrongClocks?.[name]
  if (place === undefined || software === undefined)
    throw new Error(`The lab ${lab.name} has no appliance ${name}.`)
  return {
    name,
    guid: createRandom(seed).fork(`appliance/${name}`).fork('guid').hex(32),
    hostname: place.hostname,
    siteHostname,
    tlsPort,
    addresses: [
      { address: place.address, shared: false, enabled: true },
      { address: sharedAddress, shared: true, enabled: false },
    ],
    publicAddress,
    software,
    installation: lab.installation,
    site: siteTermsOf(lab.clients),
    ...(clockOffMs === undefined ? {} : { clockOffMs }),
  }
}

/** What the witness starts out with (DESIGN 7). */
export interface WitnessBirth {
  readonly name: typeof witnessName
  readonly hostname: string
  readonly address: string
  readonly siteHostname: string
  readonly tlsPort: number
}

/** What the lab's witness starts out with; undefined = it has none. */
export function witnessConfigOf({ network }: LabConfig): WitnessBirth | undefined {
  const { siteHostname, tlsPort, witness } = network
  return witness === undefined
    ? undefined
    : { name: witnessName, ...witness, siteHostname, tlsPort }
}

/** What the vendor's update server starts out with (UPD-01). */
export interface UpdateServerBirth {
  readonly siteHostname: string
  readonly appliances: readonly { readonly name: ApplianceName }[]
  /** The customer's builds are ready up to these versions. Left out: all of the catalogue. */
  readonly rollout?: InstalledSoftware
  /** How many licences the site has. */
  readonly licences?: number
}

export const updateServerBirthOf = ({ network }: LabConfig): UpdateServerBirth => ({
  siteHostname: network.siteHostname,
  appliances: network.appliances.map(({ name }) => ({ name })),
  ...(network.rollout === undefined ? {} : { rollout: network.rollout }),
  ...(network.licences === undefined ? {} : { licences: network.licences }),
})

export function populationConfigOf(lab: LabConfig, seed: string): PopulationConfig {
  const { siteHostname, appliances, offices } = lab.network
  return {
    siteHostname,
    clients: lab.clients,
    appliances,
    offices: offices.map((office) => office.name),
    servedBy: lab.start.serves,
    siteVersion: lab.software[lab.start.serves]?.site ?? '',
    targetVersion: lab.target.site,
    seed,
  }
}

/** What the network needs to know about its lab. */
export type LabOutline = Pick<LabConfig, 'network' | 'clock' | 'startsAtMs'>

/** What the network starts out with, and the seed for all its chance. */
export interface NetworkBirth {
  readonly lab: LabOutline
  readonly seed: string
}

export const networkConfigOf = (
  { network, clock, startsAtMs }: LabConfig,
  seed: string,
): NetworkBirth => ({ lab: { network, clock, startsAtMs }, seed })
