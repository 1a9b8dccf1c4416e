import type { NetworkDoor } from '@understudy/shared'

/** Which doors for programs from outside are open, and their ports (NET-08). */
export interface DoorPorts {
  readonly ports: Readonly<Partial<Record<NetworkDoor, number>>>
  /** The offices' resolvers, by office. */
  readonly resolvers: Readonly<Record<string, number>>
  /** By lab path: "clients-a". */
  readonly published: Readonly<Record<string, number>>
}

export const noDoors: DoorPorts = { ports: {}, resolvers: {}, published: {} }
