import { connect, type Socket } from 'node:net'
import type { Timer, TimeSource } from '@understudy/lab-channel'
import { type Chain, Contact, type ToxicSpec } from '@understudy/network-model'
import type { Heartbeat } from '@understudy/shared'
import type { HeldBudget } from './held-budget.ts'
import { Relay, type StreamDirection } from './relay.ts'
import { type ReadBuffers, ReusedReads } from './reused-reads.ts'

/** Where a connection of the lab was dialled from and to. */
export interface FlowConfig {
  /** The host that dialled: an office, an appliance, `conductor`, `outside`. */
  readonly origin: string
  readonly appliance: string
  /** The address at which the appliance is reached. */
  readonly address: string
  /** The gateway's address that was dialled; null = no gateway in between. */
  readonly via: string | null
  /** Where the appliance listens. */
  readonly host: string
  readonly port: number
}

/** What a flow needs to know about the network once it is in trouble (NET-12). */
export interface FlowTrouble {
  /** The heartbeat of the program that dialled; null = it has its own, or none. */
  readonly heartbeat: Heartbeat | null
  readonly ordinal: number
  /** Whether the path works both ways. */
  readonly isCarried: () => boolean
  /** Which host gets what the client sends now. */
  readonly meets: () => string | null
}

export interface FlowCarriage {
  readonly trouble: FlowTrouble
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
  /** The first byte, or an end, has come from the appliance; told once. */
  readonly answered: (flow: Flow) => void
  /** This flow now has something on its way, or no longer has. */
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
  readonly #carriage: FlowCarriage
  /** Directions in which the path is cut. */
  readonly #cut = new Set<StreamDirection>()
  #isAnswered = false
  /** Set once there was trouble. */
  #contact: Contact<Timer> | undefined

  /** `client` is paused. Dials the appliance at once. */
  constructor(client: Socket, config: FlowConfig, carriage: FlowCarriage, ports: FlowPorts) {
    this.config = config
    this.#ports = ports
    this.#carriage = carriage
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
        received: (direction) => {
          if (direction === 'upstream') this.#contact?.sent()
          else this.#noteAnswer()
          movedBoth()
          ports.received()
        },
        carried: (direction) => ports.moved(direction === 'upstream' ? appliance : origin),
        stirred: movedBoth,
        moving: (isMoving) => ports.moving(this, isMoving),
        touched: (fault) => this.touch(fault),
        closed: () => {
          this.#contact?.end()
          ports.closed(this)
        },
      },
    )
  }

  /** The direction in which that host sends to the other one in this flow, if it does. */
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

  /** The path is cut in that direction: nothing more passes, and nobody is told. */
  stall(direction: StreamDirection): void {
    this.#cut.add(direction)
    this.#relay.stall(direction)
    this.#inTrouble.follow()
  }

  resume(direction: StreamDirection): void {
    this.#cut.delete(direction)
    if (this.#contact?.isHeld) return
    this.#relay.resume(direction)
    this.#contact?.follow()
  }

  /** The appliance no longer has the address, and nobody is told (NET-12). */
  loseAddress(): void {
    this.#inTrouble.onAddressLost()
  }

  regainAddress(): void {
    this.#contact?.onAddressBack()
  }

  /** One of the two hosts has lost power. */
  forget(): void {
    this.#inTrouble.onForgotten()
  }

  /** The appliance is no longer behind the address: both sides get a reset, if it reaches them. */
  reset(): void {
    this.#relay.reset()
  }

  destroy(): void {
    this.#contact?.end()
    this.#relay.destroy()
  }

  /**
   * A program with a heartbeat closes a connection it takes for dead, and the network does so for it. Any other program
   * is told by its kernel that the connection timed out (RFC 9293 3.8.3): over loopback only a reset is such an error.
   */
  #giveUp(): void {
    this.#contact?.end()
    if (this.#carriage.trouble.heartbeat === null) this.#relay.expire()
    else this.#relay.destroy()
  }

  #noteAnswer(): void {
    if (this.#isAnswered) return
    this.#isAnswered = true
    this.#ports.answered(this)
  }

  get #inTrouble(): Contact<Timer> {
    const { time, trouble } = this.#carriage
    const { heartbeat, ordinal, isCarried, meets } = trouble
    this.#contact ??= new Contact<Timer>(
      { holder: this.config.appliance, heartbeat, ordinal },
      {
        nowMs: () => time.nowMs(),
        at: (atMs, fire) => time.at(atMs, fire),
        clear: (timer) => time.clear(timer),
        isCarried,
        meets,
        hold: () => {
          for (const direction of bothWays) this.#relay.stall(direction)
        },
        letGo: () => {
          for (const direction of bothWays)
            if (!this.#cut.has(direction)) this.#relay.resume(direction)
        },
        onReset: () => {
          this.#ports.moved(this.config.origin)
          this.#relay.resetClient()
        },
        onTimeLimit: () => {
          this.#ports.moved(this.config.origin)
          this.#ports.moved(this.config.appliance)
          this.#giveUp()
        },
      },
    )
    return this.#contact
  }
}

const bothWays = ['upstream', 'downstream'] as const
