import { connect, type Socket } from 'node:net'
import type { TimeSource } from '@understudy/lab-channel'
import type { Chain, ToxicSpec } from '@understudy/network-model'
import type { HeldBudget } from './held-budget.ts'
import { Relay, type StreamDirection } from './relay.ts'
import { type ReadBuffers, ReusedReads } from './reused-reads.ts'

/** What a connection of the lab was dialled to. */
export interface FlowConfig {
  /** The host that dialled: an office, an appliance, `conductor`, `outside`. */
  readonly origin: string
  readonly appliance: string
  /** The address that the appliance is reached at. */
  readonly address: string
  /** The gateway's address that was dialled, null = no gateway between. */
  readonly via: string | null
  /** Where the appliance listens. */
  readonly host: string
  readonly port: number
}

export interface FlowCarriage {
  readonly chains: Readonly<Record<StreamDirection, Chain>>
  readonly time: TimeSource
  readonly budget: HeldBudget
  readonly buffers: ReadBuffers
}

export interface FlowPorts {
  /** Bytes, an opening or an end passed between the flow and that host. */
  readonly moved: (host: string) => void
  /** The network has connected to the appliance. */
  readonly connected: (socket: Socket) => void
  /** Bytes or an end came from either side. */
  readonly received: () => void
  /** This flow has begun or ended to have something on its way. */
  readonly moving: (flow: Flow, isMoving: boolean) => void
  /** That fault has touched it; told once for each. */
  readonly touched: (fault: string) => void
  readonly closed: (flow: Flow) => void
}

/** One connection through the network: a relay between a client's socket and the appliance's. */
export class Flow {
  readonly config: FlowConfig
  readonly #relay: Relay
  readonly #ports: FlowPorts
  readonly #touched = new Set<string>()

  /** `client` is paused. Dials the appliance at once. */
  constructor(client: Socket, config: FlowConfig, carriage: FlowCarriage, ports: FlowPorts) {
    this.config = config
    this.#ports = ports
    const { host, port, origin, appliance } = config
    const movedBoth = (): void => {
      ports.moved(origin)
      ports.moved(appliance)
    }
    const upstreamReads = new ReusedReads(carriage.buffers)
    const { onread } = upstreamReads
    const target = { port, host }
    const upstream = connect({ ...target, noDelay: true, allowHalfOpen: true, onread })
    upstream.once('connect', () => ports.connected(upstream))
    this.#relay = new Relay(
      { ...carriage, client, upstream, upstreamReads, manner: 'transparent' },
      {
        received: () => {
          movedBoth()
          ports.received()
        },
        carried: (direction) => ports.moved(direction === 'upstream' ? appliance : origin),
        stirred: movedBoth,
        moving: (isMoving) => ports.moving(this, isMoving),
        touched: (fault) => this.touch(fault),
        closed: () => ports.closed(this),
      },
    )
  }

  /** In which direction that host sends to the other one in this flow, if it does. */
  directionOf(from: string, to: string): StreamDirection | undefined {
    const { origin, appliance } = this.config
    const has = (host: string, asked: string): boolean => asked === '*' || asked === host
    if (has(origin, from) && has(appliance, to)) return 'upstream'
    return has(appliance, from) && has(origin, to) ? 'downstream' : undefined
  }

  touch(fault: string): void {
    if (this.#touched.has(fault)) return
    this.#touched.add(fault)
    this.#ports.touched(fault)
  }

  change(direction: StreamDirection, specs: readonly ToxicSpec[]): void {
    this.#relay.change(direction, specs)
  }

  /** That direction of the path is cut: nothing more passes there, and nobody is told. */
  stall(direction: StreamDirection): void {
    this.#relay.stall(direction)
  }

  resume(direction: StreamDirection): void {
    this.#relay.resume(direction)
  }

  /** The appliance is not behind the address any more: both sides get a reset, if it reaches them. */
  reset(): void {
    this.#relay.reset()
  }

  destroy(): void {
    this.#relay.destroy()
  }
}
