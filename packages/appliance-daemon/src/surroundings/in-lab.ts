import {
  joinLab,
  type PlaceName,
  powerLostExitCode,
  readTextFile,
  StartFailure,
} from '@understudy/lab-channel'
import { type OutputOf, sinkOf } from '@understudy/shared'
import type { Surroundings, SurroundingsHandlers } from './surroundings.ts'

export interface InLabOptions {
  readonly hubPort: number
  readonly tokenFile: string
  readonly name: string
  readonly kind: 'appliance' | 'witness'
  /** Where the lab's hub is. Default: on loopback. */
  readonly place?: PlaceName | undefined
  /** Where this appliance listens, at its place. */
  readonly port: number
  readonly onLost: () => void
}

/** Joins the lab: its clock, its network, its stream of events. */
export async function inLab(
  options: InLabOptions,
  handlers: SurroundingsHandlers,
): Promise<Surroundings> {
  const { hubPort, name, kind, port, place } = options
  const token = readTextFile("lab's token", options.tokenFile).trim()
  const joining = {
    hubPort,
    token,
    name,
    kind,
    counts: true,
    port,
    isPatient: true,
    ...(place === undefined ? {} : { place }),
  } as const
  const channel = await joinLab(joining).catch((error) => {
    throw new StartFailure(
      1,
      `The lab at port ${hubPort} cannot be joined: ${error.message}`,
      error,
    )
  })
  channel.onConflict(handlers.onConflict)
  channel.onClaimRefused(handlers.onClaimRefused)
  channel.onSiteRoute(handlers.onSiteRoute)
  channel.onLost(options.onLost)
  // Like a real power loss: nothing is finished, closed or said (NET-12).
  channel.onPowerLost(() => process.exit(powerLostExitCode))
  return {
    clock: channel.clock,
    work: channel.work,
    routeTo(host, port) {
      const door = channel.doorTo(host, { port })
      return door === undefined ? undefined : { host: channel.doorHost, port: door }
    },
    sinkAt(host, port) {
      if (sinkOf(channel.map.siteHostname, host)?.port !== port) return undefined
      const door = channel.doorTo(host)
      return door === undefined ? undefined : { host: channel.doorHost, port: door }
    },
    watch: (connection, stream) => {
      // For example, a health check by its own container does not concern the lab.
      if (connection.connecting || connection.remoteAddress === channel.doorHost)
        channel.watch(connection, stream)
    },
    carry: (stream) => channel.carry(stream),
    record: (event) => channel.record(event),
    ping: async (addresses) => {
      const input = { from: name, addresses: [...addresses] }
      const answer = await channel.command('network', { kind: 'ping', input })
      return answer.ok ? (answer.value as OutputOf<'ping'>).reached : []
    },
    askNetwork: (command) => channel.command('network', command),
    listens: (address, port) => channel.listens(address, port),
    claim: (address, epoch) => channel.claim(address, epoch),
    release: (address) => channel.release(address),
    powerOff: async () => {
      await channel.command('network', { kind: 'power-loss', input: { appliance: name } })
    },
    close: () => channel.close(),
  }
}
