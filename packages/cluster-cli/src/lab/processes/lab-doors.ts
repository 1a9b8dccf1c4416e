import type { NetworkDoor, NetworkStatus } from '@understudy/shared'

/** Ports on loopback through which programs from outside reach the lab's network (NET-08). */
export interface LabDoors extends Pick<NetworkStatus, 'ports' | 'resolvers' | 'published'> {
  /** The update server's door for curl, which has a process of its own (UPD-04). */
  readonly updates?: number
  /** The live console of a lab in containers (LAB-03). */
  readonly console?: number
}

export const noDoors: LabDoors = { ports: {}, resolvers: {}, published: {} }

const doorNames: readonly NetworkDoor[] = ['dns', 'socks', 'http', 'challenge', 'control']

/** The doors named in the network's ready line. */
export function doorsOf(ready: Readonly<Record<string, unknown>>): LabDoors {
  const ports = portsIn(ready['ports'])
  return {
    ports: Object.fromEntries(ports.filter(([name]) => doorNames.some((door) => door === name))),
    resolvers: Object.fromEntries(portsIn(ready['resolvers'])),
    published: Object.fromEntries(portsIn(ready['published'])),
  }
}

function portsIn(said: unknown): readonly (readonly [string, number])[] {
  if (typeof said !== 'object' || said === null) return []
  return Object.entries(said).filter((entry): entry is [string, number] =>
    Number.isInteger(entry[1]),
  )
}
