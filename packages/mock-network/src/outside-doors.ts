import { StartFailure } from '@understudy/lab-channel'
import { type NetworkEffect, type NetworkModel, record } from '@understudy/network-model'
import type { NetworkConfig, NetworkDoor } from '@understudy/shared'
import type { Logger } from 'pino'
import type { Dialer } from './dialling/dialer.ts'
import { DnsServer } from './dns/dns-server.ts'
import {
  OfficeResolverServer,
  type OfficeResolverServerOptions,
} from './dns/office-resolver-server.ts'
import { tsigKeyOfLab } from './dns/tsig/tsig-key.ts'
import type { DoorPorts } from './door-ports.ts'
import { entrances } from './entrances/entrances.ts'
import { ControlApi } from './toxiproxy/control-api.ts'
import { labPathsOf } from './toxiproxy/lab/lab-path.ts'

export interface OpenDoorsOptions {
  /** The file with the lab's key for dynamic updates, created if missing; without it no update is taken. */
  readonly tsigKeyFile?: string
  /** Ports for doors that the lab file gives none, used where they are free. */
  readonly preferredPorts?: Readonly<Partial<Record<NetworkDoor, number>>>
}

export interface OutsideDoorsParts extends OpenDoorsOptions {
  /** What they listen on. */
  readonly host: string
  readonly network: NetworkConfig
  readonly model: NetworkModel
  readonly dialer: Dialer
  readonly seed: string
  readonly log: Logger
  readonly nowMs: () => number
  readonly perform: (effects: readonly NetworkEffect[]) => void
}

interface Door {
  start(port: number): Promise<number>
  stop(): unknown
}

/** The doors for programs from outside the lab: DNS, SOCKS, HTTP CONNECT, the control API (NET-08). */
export class OutsideDoors implements DoorPorts {
  readonly #parts: OutsideDoorsParts
  readonly #control: ControlApi
  readonly #doors: readonly (readonly [NetworkDoor, Door])[]
  readonly #resolvers: ReadonlyMap<string, Door>
  readonly #ports = new Map<NetworkDoor, number>()
  readonly #resolverPorts = new Map<string, number>()

  constructor(parts: OutsideDoorsParts) {
    this.#parts = parts
    const { dialer, network, host } = parts
    const { socks, http, challenge } = entrances({
      enter: (...how) => dialer.enter(...how),
      offices: network.offices.map((office) => office.name),
      host,
    })
    this.#control = this.#createControl()
    this.#resolvers = this.#createResolvers()
    this.#doors = [
      ['dns', this.#createDns()],
      ['socks', socks],
      ['http', http],
      ['challenge', challenge],
      ['control', this.#control],
    ]
  }

  get ports(): DoorPorts['ports'] {
    return Object.fromEntries(this.#ports)
  }

  get resolvers(): DoorPorts['resolvers'] {
    return Object.fromEntries(this.#resolverPorts)
  }

  get published(): DoorPorts['published'] {
    return this.#control.published
  }

  /** Rejects with a sentence if a port from the lab file cannot be had. */
  async start(): Promise<void> {
    for (const [name, door] of this.#doors) this.#ports.set(name, await this.#open(name, door))
    for (const [office, door] of this.#resolvers)
      this.#resolverPorts.set(office, await door.start(0))
  }

  /** A flow was touched by that fault or toxic. */
  noteHit(fault: string): void {
    this.#control.noteHit(fault)
  }

  /** Idempotent. */
  stop(): void {
    for (const [, door] of this.#doors) door.stop()
    for (const door of this.#resolvers.values()) door.stop()
  }

  async #open(name: NetworkDoor, door: Door): Promise<number> {
    const { network, preferredPorts = {} } = this.#parts
    const fixed = network.ports[name]
    if (fixed !== undefined) {
      return door.start(fixed).catch((error: Error) => {
        const found = error.message
        throw new StartFailure(1, `The lab's ${name} door cannot have port ${fixed}: ${found}.`)
      })
    }
    const preferred = preferredPorts[name] ?? 0
    if (preferred === 0) return door.start(0)
    return door.start(preferred).catch(() => door.start(0))
  }

  #createDns(): DnsServer {
    const { model, perform, log, tsigKeyFile, host } = this.#parts
    return new DnsServer({
      host,
      zone: model.zone,
      log,
      key: tsigKeyFile === undefined ? null : tsigKeyOfLab(tsigKeyFile),
      update: (changes) => {
        const { outcome, effects } = model.changeZone(changes, 'dynamic-update')
        perform(effects)
        return outcome
      },
    })
  }

  #createResolvers(): ReadonlyMap<string, Door> {
    const { model, network, nowMs, log, host } = this.#parts
    return new Map(
      network.offices.map(({ name: office }) => {
        const lookUp: OfficeResolverServerOptions['lookUp'] = (name, type, atMs) =>
          model.lookUp(office, name, type, atMs)
        return [office, new OfficeResolverServer({ zone: model.zone, lookUp, nowMs, log, host })]
      }),
    )
  }

  #createControl(): ControlApi {
    const { model, dialer, network, seed, nowMs, perform, host } = this.#parts
    return new ControlApi({
      host,
      seed,
      lab: {
        paths: labPathsOf(network),
        enter: (origin, host, port, client) => dialer.join(origin, host, port, client),
        setPathToxics: (path, upstream, downstream) =>
          perform(model.setPathToxics(path, upstream, downstream)),
        setPathEnabled: (path, isEnabled) => perform(model.setPathEnabled(path, isEnabled)),
        record: (event) => perform([record(event)]),
        nowMs,
      },
    })
  }
}
