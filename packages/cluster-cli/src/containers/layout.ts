import type { NetworkDoor } from '@understudy/shared'

/**
 * Where what is in the containers of a lab: the image, the compose file and what is written here agree on it
 * (docs/CONTAINERS.md). Each member has a folder of its own for what it is started with, which the network's container alone
 * writes, and an appliance one for its data.
 */
export const layout = {
  /** In the network's container: one folder a member. */
  memberFolders: '/members',
  /** In a member's own container: its folder of these. */
  memberFolder: '/member',
  dataFolder: '/data',
  controlPort: 8470,
  hubPort: 7400,
  appliancePort: 8443,
  /** Doors for programs from outside that the compose file publishes, by the same numbers. */
  doors: { dns: 5300, socks: 1080, http: 3128, challenge: 3129, control: 8474 },
} as const satisfies {
  doors: Readonly<Record<NetworkDoor, number>>
  [part: string]: unknown
}
