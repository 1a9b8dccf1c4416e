import type { Socket } from 'node:net'
import type { TimeSource } from '@understudy/lab-channel'
import type { Chain, ToxicSpec } from '@understudy/network-model'
import { HeldBudget } from './held-budget.ts'
import { Pump } from './pump.ts'
import type { ReusedReads } from './reused-reads.ts'

/** `upstream` = what the client sends, `downstream` = what it gets. */
export type StreamDirection = 'upstream' | 'downstream'

/**
 * `transparent`: as if there were only a wire. After a half-close the other half still carries, and a reset of one side
 * reaches the other as a reset. `terminating`: like a proxy program, here Toxiproxy: an end or reset of one side closes
 * the other once the bytes before it have passed.
 */
export type RelayManner = 'transparent' | 'terminating'

export interface RelayOptions {
  /** Paused, `allowHalfOpen`. */
  readonly client: Socket
  /** `allowHalfOpen`; connected, or still connecting. */
  readonly upstream: Socket
  readonly chains: Readonly<Record<StreamDirection, Chain>>
  /** The lab's (`LabTimers`) or the machine's (`RealTimers`). */
  readonly time: TimeSource
  readonly manner: RelayManner
  /** Shared by relays that are bounded together; absent = one of its own. */
  readonly budget?: HeldBudget
  /** The reads of `upstream`, if it was opened with them. */
  readonly upstreamReads?: ReusedReads
}

export interface RelayPorts {
  /** Both sockets are closed. */
  readonly closed: () => void
  /** Bytes came from the sender of that direction; 0 = its end. */
  readonly received?: (direction: StreamDirection, byteCount: number) => void
  /** The kernel has taken bytes for the receiver of that direction; 0 = an end. */
  readonly carried?: (direction: StreamDirection, byteCount: number) => void
  /** An opening or a closing passed. */
  readonly stirred?: () => void
  /** It now has something on its way, or no longer has; waiting for a timer does not count. */
  readonly moving?: (isMoving: boolean) => void
  /** That fault of the lab has touched this connection; told once for each. */
  readonly touched?: (fault: string) => void
}

/** Two sockets piped both ways, each through a chain of toxics. Starts at once. */
export class Relay {
  readonly #options: RelayOptions
  readonly #ports: RelayPorts
  readonly #pumps: Readonly<Record<StreamDirection, Pump>>
  readonly #touched = new Set<string>()
  #onTheWay = 0
  #openCount = 2
  #isOver = false
  /** The side that learns of the end only once that direction's stall is over. */
  #unaware: { readonly socket: Socket; readonly direction: StreamDirection } | undefined

  constructor(options: RelayOptions, ports: RelayPorts) {
    this.#options = options
    this.#ports = ports
    const { client, upstream } = options
    const budget = options.budget ?? new HeldBudget()
    upstream.pause()
    this.#pumps = {
      upstream: this.#pump('upstream', client, upstream, budget),
      downstream: this.#pump('downstream', upstream, client, budget),
    }
    this.#watch(client, 'upstream')
    this.#watch(upstream, 'downstream')
    if (upstream.connecting) {
      this.#begin()
      upstream.once('connect', () => this.#connected())
    } else this.#open()
  }

  /** New toxics for that direction from now on (see `Chain.change`). */
  change(direction: StreamDirection, specs: readonly ToxicSpec[]): void {
    this.#pumps[direction].change(specs)
  }

  /** Nothing more passes in that direction, and nobody is told. */
  stall(direction: StreamDirection): void {
    this.#pumps[direction].stall()
  }

  resume(direction: StreamDirection): void {
    this.#pumps[direction].resume()
    if (this.#unaware?.direction !== direction) return
    this.#unaware.socket.resetAndDestroy()
    this.#unaware = undefined
  }

  /** The upstream's host is gone: both sides get a reset, if it reaches them. */
  reset(): void {
    this.#fail('downstream')
  }

  /** The client gets a reset; the other side does not learn of it. */
  resetClient(): void {
    const { client } = this.#options
    if (this.#unaware?.socket === client) this.#unaware = undefined
    client.resetAndDestroy()
  }

  /** The kernels have given the connection up: both sides get an error, not an orderly end. */
  expire(): void {
    this.#abandon()
    this.#options.upstream.resetAndDestroy()
    this.#options.client.resetAndDestroy()
  }

  /** Closes both sides without telling anybody. Idempotent. */
  destroy(): void {
    this.#abandon()
    this.#options.upstream.destroy()
    this.#options.client.destroy()
  }

  #pump(direction: StreamDirection, from: Socket, to: Socket, budget: HeldBudget): Pump {
    const { chains, time, upstreamReads } = this.#options
    const reads = direction === 'downstream' ? upstreamReads : undefined
    const config = { from, to, chain: chains[direction], time, budget, reads }
    return new Pump(config, {
      received: (byteCount) => this.#ports.received?.(direction, byteCount),
      writing: (byteCount) => this.#writing(direction, byteCount),
      ended: () => this.#end(direction, to),
      cut: (how) => this.#cut(how, direction),
      touched: (faults) => this.#touch(faults),
      working: (isWorking) => (isWorking ? this.#begin() : this.#settle()),
    })
  }

  #watch(socket: Socket, sends: StreamDirection): void {
    socket.on('error', () => {
      if (this.#options.manner === 'transparent') this.#fail(sends)
    })
    socket.on('close', () => {
      this.#ports.stirred?.()
      if (this.#options.manner === 'terminating') this.#pumps[sends].end()
      this.#openCount--
      if (this.#openCount > 0) return
      this.#abandon()
      this.#ports.closed()
    })
  }

  #connected(): void {
    this.#ports.stirred?.()
    this.#settle()
    if (!this.#isOver) this.#open()
  }

  #open(): void {
    this.#pumps.upstream.open()
    this.#pumps.downstream.open()
  }

  #writing(direction: StreamDirection, byteCount: number): () => void {
    this.#begin()
    return () => {
      this.#ports.carried?.(direction, byteCount)
      this.#settle()
    }
  }

  #end(direction: StreamDirection, to: Socket): void {
    if (to.destroyed) return
    to.end(this.#writing(direction, 0))
    if (this.#options.manner === 'terminating') to.destroySoon()
  }

  #cut(how: 'close' | 'reset', direction: StreamDirection): void {
    const { client, upstream, manner } = this.#options
    const [from, to] = direction === 'upstream' ? [client, upstream] : [upstream, client]
    if (how === 'close') {
      this.#end(direction, to)
      if (manner === 'terminating') return
      this.#abandon()
      to.destroySoon()
      from.destroySoon()
      return
    }
    this.#abandon()
    this.#stop()
    from.resetAndDestroy()
    to.resetAndDestroy()
  }

  /** The side that sends in that direction has gone with a reset, which the other one gets. */
  #fail(direction: StreamDirection): void {
    if (this.#isOver) return
    const { client, upstream } = this.#options
    const [near, far] = direction === 'upstream' ? [client, upstream] : [upstream, client]
    const isHeard = !this.#pumps[direction].isStalled
    this.#abandon()
    this.#stop()
    near.resetAndDestroy()
    if (isHeard) far.resetAndDestroy()
    else this.#unaware = { socket: far, direction }
  }

  #stop(): void {
    this.#ports.moving?.(false)
    this.#ports.stirred?.()
  }

  #abandon(): void {
    this.#isOver = true
    this.#options.upstreamReads?.stop()
    this.#pumps.upstream.abandon()
    this.#pumps.downstream.abandon()
  }

  #touch(faults: readonly string[]): void {
    for (const fault of faults) {
      if (this.#touched.has(fault)) continue
      this.#touched.add(fault)
      this.#ports.touched?.(fault)
    }
  }

  #begin(): void {
    this.#onTheWay++
    if (this.#onTheWay === 1) this.#ports.moving?.(true)
  }

  #settle(): void {
    this.#onTheWay--
    if (this.#onTheWay === 0) this.#ports.moving?.(false)
  }
}
