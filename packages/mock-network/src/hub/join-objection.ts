import type { ParticipantConfig } from '@understudy/lab-channel/hub'
import type { NetworkMap } from '@understudy/shared'

/** Why that participant may not join; undefined = it may. `taken`: the names of those present. */
export function joinObjection(
  { name, kind, port }: ParticipantConfig,
  map: NetworkMap,
  taken: readonly string[],
): string | undefined {
  if (name === 'network') return 'expected another name than "network", which is the hub itself'
  if (taken.includes(name)) return `expected a name that is free, found "${name}" taken`
  const names = map.appliances.map((appliance) => appliance.name)
  if (names.includes(name) && kind !== 'appliance') {
    return `expected the kind appliance for "${name}", found ${kind}`
  }
  if (kind !== 'appliance') return undefined
  if (!names.includes(name)) return `expected an appliance of ${names.join(', ')}, found "${name}"`
  return port === null ? `expected the port of appliance "${name}", found none` : undefined
}
