import { readFileSync } from 'node:fs'
import { joinLab } from '@understudy/lab-channel'
import { StartFailure } from '../start-failure.ts'
import type { Surroundings, SurroundingsHandlers } from './surroundings.ts'

export interface InLabOptions {
  readonly hubPort: number
  readonly tokenFile: string
  readonly name: string
  /** Where this appliance listens on 127.0.0.1. */
  readonly port: number
  readonly onLost: () => void
}

/** Joins the lab: its clock, its network, its stream of events. */
export async function inLab(
  options: InLabOptions,
  handlers: SurroundingsHandlers,
): Promise<Surroundings> {
  const { hubPort, name, port } = options
  const token = readToken(options.tokenFile)
  const channel = await joinLab({ hubPort, token, name, kind: 'appliance', port }).catch(
    (error) => {
      throw new StartFailure(
        1,
        `The lab at port ${hubPort} cannot be joined: ${error.message}`,
        error,
      )
    },
  )
  channel.onConflict(handlers.onConflict)
  channel.onClaimRefused(handlers.onClaimRefused)
  channel.onLost(options.onLost)
  return {
    clock: channel.clock,
    work: channel.work,
    routeTo(host, port) {
      const door = channel.doorTo(host, port)
      return door === undefined ? undefined : { host: '127.0.0.1', port: door }
    },
    record: (event) => channel.record(event),
    claim: (address, epoch) => channel.claim(address, epoch),
    release: (address) => channel.release(address),
    close: () => channel.close(),
  }
}

function readToken(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new StartFailure(
      3,
      `The lab's token ${path} cannot be read: ${(error as Error).message}.`,
    )
  }
}
