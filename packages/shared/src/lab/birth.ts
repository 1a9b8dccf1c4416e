import type { PopulationConfig } from '../clients/population-config.ts'
import { createRandom } from '../random.ts'
import type { InstalledSoftware } from '../versions/catalogue.ts'
import type { InstallationModel } from '../versions/duration.ts'
import { siteTermsOf } from './clients-config.ts'
import type { ApplianceName, LabConfig, NetworkConfig } from './lab-config.ts'

/*
 * From lab file to process: what each part of a lab is born with. Both worlds take it from here, so that the same lab
 * and seed make the same appliances, clients and network in each (REH-02).
 */

/** An appliance as it is born: a fresh box, on which only its own address is enabled. */
export interface ApplianceBirth {
  readonly name: string
  /** 32 lower-case hex digits. */
  readonly guid: string
  readonly hostname: string
  readonly siteHostname: string
  readonly tlsPort: number
  readonly addresses: readonly {
    readonly address: string
    readonly shared: boolean
    readonly enabled: boolean
  }[]
  readonly software: InstalledSoftware
  readonly installation: InstallationModel
  readonly site: ReturnType<typeof siteTermsOf>
}

/** What appliance `name` of the lab is born with. Nobody has the shared address enabled yet. */
export function applianceConfigOf(
  lab: LabConfig,
  name: ApplianceName,
  seed: number | string,
): ApplianceBirth {
  const { siteHostname, sharedAddress, tlsPort, appliances } = lab.network
  const place = appliances.find((appliance) => appliance.name === name)
  if (place === undefined) throw new Error(`The lab ${lab.name} has no appliance ${name}.`)
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
    software: lab.software[name],
    installation: lab.installation,
    site: siteTermsOf(lab.clients),
  }
}

export function populationConfigOf(lab: LabConfig, seed: string): PopulationConfig {
  const { siteHostname, appliances, offices } = lab.network
  return {
    siteHostname,
    clients: lab.clients,
    appliances,
    offices: offices.map((office) => office.name),
    siteVersion: lab.software.a.site,
    targetVersion: lab.target.site,
    seed,
  }
}

/** What the network needs to know of its lab, and the seed of all its chance. */
export interface NetworkBirth {
  readonly lab: {
    readonly network: NetworkConfig
    readonly clock: LabConfig['clock']
    readonly startsAtMs: number
  }
  readonly seed: string
}

export const networkConfigOf = (
  { network, clock, startsAtMs }: LabConfig,
  seed: string,
): NetworkBirth => ({ lab: { network, clock, startsAtMs }, seed })
