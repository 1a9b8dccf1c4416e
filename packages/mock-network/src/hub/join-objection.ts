import type { ParticipantConfig } from '@understudy/lab-channel/hub'
import { hostsOf, type NetworkConfig, updateServerHost, witnessName } from '@understudy/shared'

/** Why that participant may not join; undefined = it may. `taken`: the names of those present. */
export function joinObjection(
  { name, kind, port }: ParticipantConfig,
  network: Pick<NetworkConfig, 'appliances' | 'witness'>,
  taken: readonly string[],
): string | undefined {
  if (name === 'network') return 'expected another name than "network", which is the hub itself'
  if (taken.includes(name)) return `expected a name that is free, found "${name}" taken`
  if ((name === updateServerHost) !== (kind === updateServerHost))
    return `expected the kind ${updateServerHost} for the name ${updateServerHost} alone, found ${kind} "${name}"`
  const needed = hostsOf({ network }).includes(name)
    ? name === witnessName
      ? 'witness'
      : 'appliance'
    : undefined
  if (needed !== undefined && kind !== needed)
    return `expected the kind ${needed} for "${name}", found ${kind}`
  if (kind === 'witness' && needed === undefined)
    return `expected the lab's witness, if it has one, found "${name}"`
  if (kind === 'appliance' && needed === undefined) {
    const names = network.appliances.map((appliance) => appliance.name)
    return `expected an appliance of ${names.join(', ')}, found "${name}"`
  }
  return needed !== undefined && port === null
    ? `expected the port of ${needed} "${name}", found none`
    : undefined
}
