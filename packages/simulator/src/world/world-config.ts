import type { ApplianceConfig } from '@understudy/appliance-core'
import { type ApplianceName, type LabConfig, type Random, siteTermsOf } from '@understudy/shared'

/** What a world is made of. The same lab and seed make the same world. */
export interface WorldConfig {
  readonly lab: LabConfig
  readonly seed: string
}

/** What appliance `name` of the lab is born with. Nobody has the shared address enabled yet. */
export function applianceConfigOf(
  lab: LabConfig,
  name: ApplianceName,
  random: Random,
): ApplianceConfig {
  const { siteHostname, sharedAddress, tlsPort, appliances } = lab.network
  const place = appliances.find((appliance) => appliance.name === name)
  if (place === undefined) throw new Error(`The lab ${lab.name} has no appliance ${name}.`)
  return {
    name,
    guid: random.hex(32),
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
