import type { Socket } from 'node:net'
import type { TimeSource } from '@understudy/lab-channel'
import { Chain, type ToxicSpec } from '@understudy/network-model'
import type { Random } from '@understudy/shared'
import { Anticipation } from './anticipation.ts'
import { BlackHoles, type Redial } from './black-holes.ts'
import { Flow, type FlowConfig, type FlowTrouble } from './flow.ts'
import { HeldBudget } from './held-budget.ts'
import type { StreamDirection } from './relay.ts'
import { ReadBuffers } from './reused-reads.ts'
import { Unanswered } from './unanswered.ts'

const flowsMax = 20_000

export interface TrafficPorts {
  /** Something passed between the network and that host. */
  readonly moved: (host: string) => void
  /** The toxics that now hit the bytes `from` sends to `to`. */
  readonly toxicsOf: (from: string, to: string) => readonly ToxicSpec[]
  /** The network has connected to that appliance, for that origin. */
  readonly connected?: (appliance: string, socket: Socket, origin: string) => void
  /** That fault touched a connection; told once for each. */
  readonly noteHit: (fault: string) => void
  /** What such a flow needs to know once it is in trouble (NET-12). */
  readonly troubleOf: (flow: FlowConfig) => Omit<FlowTrouble, 'ordinal'>
  readonly time: TimeSource
  readonly random: Random
  /** How many connections may wait for one appliance's first byte; absent = Linux' own limit. */
  readonly unansweredMax?: number | undefined
}

/** All connections through the network, and what the model's effects do to them. */
export class Traffic {
  readonly #ports: TrafficPorts
  readonly #flows = new Set<Flow>()
  readonly #moving = new Set<Flow>()
  readonly #budget = new HeldBudget()
  readonly #buffers = new ReadBuffers()
  readonly #anticipation = new Anticipation()
  readonly #blackHoles: BlackHoles
  readonly #unanswered: Unanswered<Flow>
  #opened = 0

  constructor(ports: TrafficPorts) {
    this.#ports = ports
    this.#blackHoles = new BlackHoles(ports.time)
    this.#unanswered = new Unanswered(ports.unansweredMax)
  }

  /** Whether so many are waiting for that appliance's first byte that its kernel would answer no more. */
  hasNoRoomFor(appliance: string): boolean {
    return this.#unanswered.isFull(appliance)
  }

  /** Whether anything is on its way: a dial, a write that the kernel has not taken, an end. */
  get isMoving(): boolean {
    return this.#moving.size > 0
  }

  /** `client` is paused. */
  open(client: Socket, config: FlowConfig): void {
    this.#ports.moved(config.origin)
    if (this.#flows.size >= flowsMax) {
      this.refuse(client, config.origin)
      return
    }
    const { time, noteHit, moved } = this.#ports
    const ordinal = this.#opened++
    const chains = this.#chainsOf(config, String(ordinal))
    const trouble = { ...this.#ports.troubleOf(config), ordinal }
    const flow = new Flow(
      client,
      config,
      { trouble, chains, time, budget: this.#budget, buffers: this.#buffers },
      {
        moved,
        connected: (socket) => this.#ports.connected?.(config.appliance, socket, config.origin),
        received: () => this.#anticipation.passed(),
        answered: (flow) => this.#unanswered.remove(config.appliance, flow),
        moving: (flow, isMoving) => {
          if (isMoving) this.#moving.add(flow)
          else this.#moving.delete(flow)
        },
        touched: noteHit,
        closed: (flow) => {
          this.#flows.delete(flow)
          this.#unanswered.remove(config.appliance, flow)
          this.#moving.delete(flow)
        },
      },
    )
    this.#flows.add(flow)
    this.#unanswered.add(config.appliance, flow)
  }

  /** Nobody listens there: a reset at once. */
  refuse(client: Socket, origin: string): void {
    this.#ports.moved(origin)
    client.on('error', () => undefined)
    client.resetAndDestroy()
  }

  /** Nobody answers at that host. `redial` is asked whenever TCP would repeat its SYN. */
  swallow(client: Socket, origin: string, host: string, redial?: Redial): void {
    this.#ports.moved(origin)
    this.#blackHoles.hold(client, host, redial)
  }

  /** From now on no byte from `from` reaches `to`; `fault` is why. */
  stall(from: string, to: string, fault?: string): void {
    this.#forFlows(from, to, (flow, direction) => {
      flow.stall(direction)
      if (fault !== undefined) flow.touch(fault)
    })
  }

  resume(from: string, to: string): void {
    this.#forFlows(from, to, (flow, direction) => flow.resume(direction))
  }

  /** Resets flows to that address at that appliance; with `via`, only those that came through it. */
  reset(address: string, appliance: string, via?: string): void {
    this.#resetWhere(
      (flow) =>
        flow.address === address &&
        flow.appliance === appliance &&
        (via === undefined || flow.via === via),
    )
  }

  /** That appliance has lost the address, or has it back; nobody is told (NET-12). */
  loseAddress(address: string, appliance: string): void {
    for (const flow of this.#towards(address, appliance)) flow.loseAddress()
  }

  regainAddress(address: string, appliance: string): void {
    for (const flow of this.#towards(address, appliance)) flow.regainAddress()
  }

  /** The host has lost power: whatever is connected to it hears nothing more, not even that. */
  losePower(host: string): void {
    for (const flow of this.#flows) {
      if (flow.config.origin === host || flow.config.appliance === host) flow.forget()
    }
  }

  /** Resets flows that this host has dialled to that appliance. */
  resetPath(origin: string, appliance: string): void {
    this.#resetWhere((flow) => flow.origin === origin && flow.appliance === appliance)
  }

  /** The toxics from one host to the other have changed. */
  faultsChanged(from: string, to: string): void {
    this.#forFlows(from, to, (flow, direction) => {
      const { origin, appliance } = flow.config
      const [sender, receiver] =
        direction === 'upstream' ? [origin, appliance] : [appliance, origin]
      flow.change(direction, this.#ports.toxicsOf(sender, receiver))
    })
  }

  stop(): void {
    for (const flow of this.#flows) flow.destroy()
    this.#blackHoles.clear()
  }

  #chainsOf({ origin, appliance }: FlowConfig, connection: string): Record<StreamDirection, Chain> {
    const { toxicsOf, random, time } = this.#ports
    const chainOf = (direction: StreamDirection, specs: readonly ToxicSpec[]): Chain => {
      const chance = random.fork(`flow/${connection}/${direction}`)
      return new Chain(specs, chance, time.nowMs(), { connection, direction })
    }
    return {
      upstream: chainOf('upstream', toxicsOf(origin, appliance)),
      downstream: chainOf('downstream', toxicsOf(appliance, origin)),
    }
  }

  #towards(address: string, appliance: string): readonly Flow[] {
    return [...this.#flows].filter(
      ({ config }) => config.address === address && config.appliance === appliance,
    )
  }

  #resetWhere(concerns: (flow: FlowConfig) => boolean): void {
    for (const flow of this.#flows) if (concerns(flow.config)) flow.reset()
  }

  #forFlows(from: string, to: string, act: (flow: Flow, direction: StreamDirection) => void): void {
    for (const flow of this.#flows) {
      const direction = flow.directionOf(from, to)
      if (direction !== undefined) act(flow, direction)
    }
  }
}
