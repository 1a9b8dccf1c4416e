import {
  joinLab,
  loopback,
  powerLostExitCode,
  readTextFile,
  StartFailure,
} from '@understudy/lab-channel'
import type { Surroundings, SurroundingsHandlers } from './surroundings.ts'

export interface InLabOptions {
  readonly hubPort: number
  readonly tokenFile: string
  readonly name: string
  /** Where this appliance listens on loopback. */
  readonly port: number
  readonly onLost: () => void
}

/** Joins the lab: its clock, its network, its stream of events. */
export async function inLab(
  options: InLabOptions,
  handlers: SurroundingsHandlers,
): Promise<Surroundings> {
  const { hubPort, name, port } = options
  const token = readTextFile("lab's token", options.tokenFile).trim()
  const joining = { hubPort, token, name, kind: 'appliance', port, isPatient: true } as const
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
  // As it would be: nothing is finished, closed or said (NET-12).
  channel.onPowerLost(() => process.exit(powerLostExitCode))
  return {
    clock: channel.clock,
    work: channel.work,
    routeTo(host, port) {
      const door = channel.doorTo(host, { port })
      return door === undefined ? undefined : { host: loopback.host, port: door }
    },
    record: (event) => channel.record(event),
    claim: (address, epoch) => channel.claim(address, epoch),
    release: (address) => channel.release(address),
    close: () => channel.close(),
  }
}
