import { randomBytes } from 'node:crypto'
import {
  Appliance,
  type ApplianceConfig,
  type Driven,
  type Health,
  type Store,
  Witness,
} from '@understudy/appliance-core'
import {
  type ApplianceReading,
  type Caller,
  createRandom,
  type PortalAnswer,
  type Refusal,
} from '@understudy/shared'
import { type ApplianceBox, type DaemonConfig, isWitness } from './config/daemon-config.ts'

/** What this process runs: an appliance, or a witness. Between batches it may be asked; that only reads. */
export interface HostedCore extends Driven {
  portal(): PortalAnswer
  health(): Health
  /** Why that caller may not ask for an operation; null = they may. */
  refusalToAsk(operation: string, caller: Caller, nowMs: number): Refusal | null
  /** What it is and holds, for the XML APIs. Left out: it has none. */
  reading?(nowMs: number): ApplianceReading
  /** Why clients are not served now; null = they are. Left out: it never serves any. */
  refusalToServe?(): Refusal | null
}

/** Makes it over what is in the store. */
export function coreOf(
  config: DaemonConfig,
  own: Pick<ApplianceConfig, 'guid' | 'certificate'>,
  store: Store,
): HostedCore {
  if (isWitness(config)) return new Witness(config, store)
  const seed = config.seed ?? randomBytes(16).toString('hex')
  return new Appliance({ ...applianceConfigOf(config), ...own }, store, createRandom(seed))
}

function applianceConfigOf(config: ApplianceBox): Omit<ApplianceConfig, 'guid'> {
  const { name, hostname, siteHostname, tlsPort, addresses, software, installation } = config
  const born = { name, hostname, siteHostname, tlsPort, addresses, software, installation }
  const { publicAddress, site, clockOffMs } = config
  return {
    ...born,
    ...(publicAddress === undefined ? {} : { publicAddress }),
    ...(site === undefined ? {} : { site }),
    ...(clockOffMs === undefined ? {} : { clockOffMs }),
  }
}
