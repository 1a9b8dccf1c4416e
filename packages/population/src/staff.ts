import { createRandom } from '@understudy/shared'
import type { PopulationCommons } from './commons.ts'
import { type ConsoleKind, groupOfConsole } from './consoles/console-kind.ts'
import { Representative } from './consoles/representative.ts'
import type { Member } from './contract.ts'
import { Button } from './held/button.ts'
import { HeldConnection } from './held/held-connection.ts'
import { Installer } from './held/installer.ts'
import { Integration } from './integrations/integration.ts'
import { createJumpClients } from './jump-clients/create.ts'
import { officeOf } from './offices.ts'
import { Probe } from './probe.ts'

/** Consoles log in within this time, on quarters of a second. */
const loginSpreadMs = 3_000

/** Everybody present from the start, in starting order. */
export function createStaff(commons: PopulationCommons): readonly Member[] {
  return [
    ...createProbes(commons),
    ...createHeldConnections(commons),
    ...createRepresentatives(commons),
    ...createJumpClients(commons),
    ...createButtons(commons),
    ...createInstallers(commons),
    ...createIntegrations(commons),
  ]
}

/** One in each office: probe-1 is in the first. */
function createProbes({ config }: PopulationCommons): readonly Member[] {
  const { siteHostname: host, clients, seed } = config
  return config.offices.map(
    (office, i) =>
      new Probe({ name: `probe-${i + 1}`, host, office, everyMs: clients.probeEveryMs, seed }),
  )
}

function createRepresentatives(commons: PopulationCommons): readonly Member[] {
  const { config, requestTimes, reconnections } = commons
  const { clients, siteHostname: host, seed, targetVersion } = config
  const random = createRandom(`${seed}/logins`)
  return Array.from({ length: clients.representatives }, (_, i) => {
    const kind = consoleKindOf(i, commons)
    return new Representative({
      name: `rep-${i + 1}`,
      host,
      office: officeOf(config, i),
      clients,
      seed,
      kind,
      version: kind === 'early' ? targetVersion : null,
      startDelayMs: random.integer(0, loginSpreadMs / 250) * 250,
      requestTimes,
      attempts: reconnections.of(groupOfConsole[kind]),
    })
  })
}

/** The special ones come first: MSI, early, by provider; the rest are ordinary. */
function consoleKindOf(index: number, { config }: PopulationCommons): ConsoleKind {
  const { msiConsoles, earlyConsoles, providerLogins } = config.clients
  if (index < msiConsoles) return 'msi'
  if (index < msiConsoles + earlyConsoles) return 'early'
  return index < msiConsoles + earlyConsoles + providerLogins ? 'provider' : 'ordinary'
}

/** Created before the consoles, some of which need a connection agent to log in. */
function createHeldConnections(commons: PopulationCommons): readonly Member[] {
  const { config } = commons
  const { connectionAgents, byAddress } = config.clients
  const random = createRandom(`${config.seed}/held-connections`)
  const agents = Array.from({ length: connectionAgents }, (_, i) => ({
    name: `agent-${i + 1}`,
    kind: 'connection-agent' as const,
    group: 'connection-agents' as const,
    host: config.siteHostname,
    office: officeOf(config, i),
    version: config.siteVersion,
  }))
  const pollers = Array.from({ length: byAddress }, (_, i) => ({
    name: `poller-${i + 1}`,
    kind: 'poller' as const,
    group: 'clients-by-address' as const,
    host:
      config.appliances.find(({ name }) => name === config.servedBy)?.address ??
      config.siteHostname,
    office: officeOf(config, i),
    version: '',
  }))
  return [...agents, ...pollers].map((o) => new HeldConnection(o, commons, random))
}

function createButtons(commons: PopulationCommons): readonly Member[] {
  const { config } = commons
  const random = createRandom(`${config.seed}/buttons`)
  return Array.from(
    { length: config.clients.buttons },
    (_, i) => new Button(`button-${i + 1}`, officeOf(config, i), commons, random),
  )
}

const createIntegrations = ({ config, decisions }: PopulationCommons): readonly Member[] =>
  (config.clients.integrations ?? []).map(
    (integration, i) => new Integration(integration, officeOf(config, i), config, decisions),
  )

function createInstallers(commons: PopulationCommons): readonly Member[] {
  const { config } = commons
  const random = createRandom(`${config.seed}/installers`)
  return Array.from(
    { length: config.clients.installers },
    (_, i) => new Installer(`installer-${i + 1}`, officeOf(config, i), commons, random),
  )
}
