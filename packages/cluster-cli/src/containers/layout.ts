import type { NetworkDoor } from '@understudy/shared'

/**
 * Where things are in the containers of a lab: the image, the compose file and what is written here agree on it
 * (docs/CONTAINERS.md). Each member has a folder for what it is started with, written only by the network's container,
 * and an appliance has one for its data.
 */
export const layout = {
  /** In the network's container: one folder per member. */
  memberFolders: '/members',
  /** In a member's own container: its own one of these folders. */
  memberFolder: '/member',
  dataFolder: '/data',
  controlPort: 8470,
  hubPort: 7400,
  appliancePort: 8443,
  /** The update server's door for curl, in its own container. */
  updatesPort: 8480,
  /** The live console, in its own container. */
  consolePort: 8471,
  /** Doors for programs from outside that the compose file publishes under the same numbers. */
  doors: { dns: 5300, socks: 1080, http: 3128, challenge: 3129, control: 8474 },
} as const satisfies {
  doors: Readonly<Record<NetworkDoor, number>>
  [part: string]: unknown
}
