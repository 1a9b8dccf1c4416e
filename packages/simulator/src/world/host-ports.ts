import type { Decisions, Driven, Health, Store } from '@understudy/appliance-core'
import type { ApplianceReading, HostEvent, PortalAnswer, Random } from '@understudy/shared'
import type { Channels } from '../fabric/channels.ts'
import type { VirtualLinks } from '../fabric/links.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'
import type { CertificateDesk } from './certificate-desk.ts'
import type { FileCrypto } from './files.ts'
import type { UpdateDesk } from './update-desk.ts'
import type { VirtualNetwork } from './virtual-network.ts'

/** What a host runs: an appliance, or a witness. */
export interface HostCore extends Driven {
  portal(): PortalAnswer
  health?(): Health
  reading?(nowMs: number): ApplianceReading
}

export interface HostPorts {
  readonly scheduler: Scheduler
  readonly network: VirtualNetwork
  readonly links: VirtualLinks
  readonly channels: Channels
  readonly record: (event: HostEvent) => void
  readonly crypto: FileCrypto
  /** What the box does for its updates; a witness has none. */
  readonly updates?: UpdateDesk
  /** What the box does with certificates; a witness has none. */
  readonly certificates?: CertificateDesk
  /** Makes what runs here, over the host's disk; called at each start. */
  readonly core: (store: Store, random: Random) => HostCore
  readonly decisions: Decisions | undefined
}
