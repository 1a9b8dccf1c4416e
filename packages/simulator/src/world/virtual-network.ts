import type { Decisions } from '@understudy/appliance-core'
import { Chain, type NetworkEffect, NetworkModel, type Route } from '@understudy/network-model'
import {
  accepted,
  type Epoch,
  type Heartbeat,
  isNetworkOperation,
  type LabCommand,
  type LabConfig,
  type NetworkCommand,
  type NetworkOutputOf,
  type NetworkStatus,
  type Outcome,
  type Random,
  refusal,
  refused,
  type Signing,
  unreachable,
} from '@understudy/shared'
import { rememberingSigning } from '@understudy/update-model'
import { Flows } from '../fabric/flows.ts'
import type { NetworkPort, Reached } from '../fabric/network-port.ts'
import type { PathConnection, Way } from '../fabric/path-state.ts'
import type { Handle, Scheduler } from '../scheduler/scheduler.ts'
import type { FindHost } from './host-port.ts'
import type { Trace } from './trace.ts'

/**
 * Runs the network's model in virtual time. A claim takes one hop to be known, and its consequences one hop back; the
 * death of a host is known at once.
 */
export class VirtualNetwork implements NetworkPort {
  readonly scheduler: Scheduler
  readonly latencyMs: number
  readonly tlsPort: number
  readonly siteHostname: string
  readonly authority: string
  readonly heartbeat: Heartbeat
  readonly flows = new Flows()
  /** What the vendor signs with, and what the boxes check its packages with. */
  readonly signing: Signing
  readonly #model: NetworkModel
  readonly #random: Random
  readonly #trace: Trace
  readonly #findHost: FindHost
  readonly #power: (appliance: string, isOn: boolean) => void
  #wake: { readonly atMs: number; readonly handle: Handle } | null = null

  constructor(parts: {
    lab: LabConfig['network']
    authority: string
    scheduler: Scheduler
    trace: Trace
    random: Random
    findHost: FindHost
    /** An appliance's host loses its power, or has it again. */
    power: (appliance: string, isOn: boolean) => void
    /** Default: one that remembers. */
    signing?: Signing | undefined
  }) {
    this.scheduler = parts.scheduler
    this.latencyMs = parts.lab.latencyMs
    this.tlsPort = parts.lab.tlsPort
    this.siteHostname = parts.lab.siteHostname
    this.authority = parts.authority
    this.#random = parts.random
    this.signing = parts.signing ?? rememberingSigning()
    this.#model = new NetworkModel(parts.lab, parts.random, this.signing)
    this.#trace = parts.trace
    this.#findHost = parts.findHost
    this.#power = parts.power
    this.heartbeat = parts.lab.heartbeat
  }

  dial(origin: string, host: string, port: number, isRepeat: boolean): Route {
    const { nowMs } = this.scheduler
    const { route, effects } = this.#model.dial(origin, host, port, nowMs, isRepeat)
    this.#perform(effects)
    return route
  }

  meets(origin: string, to: Pick<Reached, 'address' | 'via'>): string | null {
    return this.#model.meets(origin, to, this.scheduler.nowMs)
  }

  carriesFrom(from: string, to: string): boolean {
    return this.#model.carriesFrom(from, to)
  }

  isPlain(from: string, to: string): boolean {
    return this.#model.toxicsOf(from, to).length === 0
  }

  chainOf({ connection, direction, from, to }: Way): Chain | null {
    const specs = this.#model.toxicsOf(from, to)
    if (specs.length === 0) return null
    return new Chain(
      specs,
      this.#random.fork(`${connection.name}/${direction}`),
      this.scheduler.nowMs,
      { connection: connection.name, direction },
    )
  }

  changeChain(chain: Chain, { from, to }: Way): void {
    chain.change(this.#model.toxicsOf(from, to), this.scheduler.nowMs)
  }

  noteTouched({ touchedBy }: PathConnection, faults: readonly string[]): void {
    for (const fault of faults) {
      if (touchedBy.has(fault)) continue
      touchedBy.add(fault)
      this.#model.noteHit(fault)
    }
  }

  /** `stillRuns` says whether the process that claims is still there when the claim arrives. */
  claim(appliance: string, address: string, epoch: Epoch, stillRuns: () => boolean): void {
    this.scheduler.after(this.latencyMs, () => {
      if (stillRuns())
        this.#perform(this.#model.claim(appliance, address, epoch, this.scheduler.nowMs))
    })
  }

  release(appliance: string, address: string): void {
    this.scheduler.after(this.latencyMs, () =>
      this.#perform(this.#model.release(appliance, address, this.scheduler.nowMs)),
    )
  }

  /** Which of the addresses answer that host: a hop there, and one back. */
  ping(
    from: string,
    addresses: readonly string[],
    onAnswer: (reached: readonly string[]) => void,
  ): void {
    this.scheduler.after(this.latencyMs, () => {
      const answer = this.command({ kind: 'ping', input: { from, addresses } })
      const { reached } = answer.ok ? (answer.value as NetworkOutputOf<'ping'>) : { reached: [] }
      this.scheduler.after(this.latencyMs, () => onAnswer(reached))
    })
  }

  /** An appliance's process has started: it is told whether the site leads to it. */
  hostUp(appliance: string): void {
    this.#tellSiteRoute(appliance, this.#model.siteLeadsHere(appliance))
  }

  hostDown(appliance: string): void {
    this.#perform(this.#model.hostDown(appliance, this.scheduler.nowMs))
  }

  /** Nothing outside the world can connect: there are no ports. */
  status(): NetworkStatus {
    return { ...this.#model.status(this.scheduler.nowMs), ports: {}, resolvers: {}, published: {} }
  }

  /** The update server's process dies and starts again, over what it has kept. */
  restartUpdateServer({ downloadedBefore }: Pick<Decisions, 'downloadedBefore'>): void {
    this.#model.restartUpdateServer(downloadedBefore)
  }

  command(command: LabCommand): Outcome<unknown> {
    if (!isForNetwork(command))
      return refused(refusal('unknown-operation', { operation: command.kind }))
    if (command.kind === 'network-status') return accepted(this.status())
    const { result, effects } = this.#model.perform(command, this.scheduler.nowMs)
    this.#perform(effects)
    return result
  }

  #perform(effects: readonly NetworkEffect[]): void {
    for (const effect of effects) this.#performOne(effect)
    this.#arm()
  }

  /** Wakes at the model's own next moment: the timetable, the end of a fault, flapping. */
  #arm(): void {
    const atMs = this.#model.wakeAtMs
    if (this.#wake?.atMs === atMs) return
    if (this.#wake !== null) this.scheduler.cancel(this.#wake.handle)
    this.#wake = null
    if (atMs === null) return
    const handle = this.scheduler.at(atMs, () => {
      this.#wake = null
      this.#perform(this.#model.wake(this.scheduler.nowMs))
    })
    this.#wake = { atMs, handle }
  }

  #tellSiteRoute(appliance: string, leadsHere: boolean): void {
    this.scheduler.after(this.latencyMs, () =>
      this.#findHost(appliance).deliver({ kind: 'site-route', leadsHere }),
    )
  }

  #performOne(effect: NetworkEffect): void {
    switch (effect.kind) {
      case 'record':
        this.#trace.record(effect.source ?? 'network', effect.event, this.scheduler.nowMs)
        return
      case 'conflict': {
        const { appliance, address, others } = effect
        this.scheduler.after(this.latencyMs, () =>
          this.#findHost(appliance).deliver({ kind: 'address-conflict', address, others }),
        )
        return
      }
      case 'claim-refused': {
        const { appliance, address, highest } = effect
        this.scheduler.after(this.latencyMs, () =>
          this.#findHost(appliance).deliver({ kind: 'claim-refused', address, highest }),
        )
        return
      }
      case 'site-route':
        this.#tellSiteRoute(effect.appliance, effect.leadsHere)
        return
      case 'reset-flows': {
        const { appliance: holder, kind: _, ...selection } = effect
        this.flows.reset(
          { ...selection, holder },
          selection.via === undefined
            ? `${holder} has ended`
            : `the gateway's rule of ${selection.via} has changed`,
        )
        return
      }
      case 'address-lost':
        this.flows.loseAddress({ address: effect.address, holder: effect.appliance })
        return
      case 'address-back':
        this.flows.regainAddress({ address: effect.address, holder: effect.appliance })
        return
      case 'power':
        if (!effect.isOn) this.flows.losePower(effect.appliance)
        this.#power(effect.appliance, effect.isOn)
        return
      case 'stall-flows': {
        // Every pipe asks the model whether bytes pass; whoever waits for them is told here.
        const { fault, from, to } = effect
        this.flows.onCut(from, to)
        if (fault === undefined) return
        for (let i = this.flows.countBetween(from, to); i > 0; i--) this.#model.noteHit(fault)
        return
      }
      case 'reset-path':
        this.flows.resetPath(effect.from, effect.appliance, `${effect.from} may not reach it`)
        return
      case 'resume-flows':
        this.flows.onHealed(effect.from, effect.to)
        return
      case 'faults-changed':
        this.flows.onFaultsChanged(effect.from, effect.to)
        return
      default:
        unreachable(effect)
    }
  }
}

const isForNetwork = (command: LabCommand): command is NetworkCommand =>
  isNetworkOperation(command.kind)
