import { nextRetransmissionAtMs } from '@understudy/network-model'
import type { Handle } from '../scheduler/scheduler.ts'
import type { PathState, Way } from './path-state.ts'
import { Shaper } from './shaper.ts'

/** What a direction carries, and what becomes of it. */
export interface PipeConfig<T> {
  readonly way: Way
  /** About how many bytes it has on the wire; asked only if the path has faults. */
  readonly sizeOf: (item: T) => number
  /** Whether it is the last of the stream. */
  readonly isEnd: (item: T) => boolean
  readonly deliver: (item: T) => void
  /** A fault has ended the connection. */
  readonly onCut: (how: 'close' | 'reset') => void
}

/**
 * One direction of an established flow: everything arrives after the latency and what the path's
 * faults add to it, in order. While the path is cut it waits, and nobody is told (a pulled cable);
 * after healing it goes on in order at the sender's next retransmission (NET-12).
 */
export class Pipe<T> {
  readonly #path: PathState
  readonly #config: PipeConfig<T>
  #shaper: Shaper<T> | null = null
  #stalled: T[] = []
  /** When the first of what stalled was sent. */
  #stalledSinceMs = 0
  #retransmission: Handle | null = null
  #open = true
  #isHeld = false

  constructor(path: PathState, config: PipeConfig<T>) {
    this.#path = path
    this.#config = config
    this.#shape()
  }

  send(item: T): void {
    if (!this.#open) return
    if (this.#shaper === null) this.#travel(item)
    else this.#shaper.push(item, this.#config.sizeOf(item), this.#config.isEnd(item))
  }

  /** Delivers what comes with the dial, whose latency is over; if the path has faults, sends it as usual. */
  sendOnArrival(item: T): void {
    if (this.#shaper === null) this.#config.deliver(item)
    else this.send(item)
  }

  /** What is in transit never arrives. */
  destroy(): void {
    this.#open = false
    this.#stalled = []
    this.#cancelRetransmission()
    this.#shaper?.destroy()
    this.#shaper = null
  }

  /** The path may be whole again: what stalled is sent again at its sender's next retransmission. */
  onHealed(): void {
    if (!this.#open || this.#stalled.length === 0) return
    const { scheduler, latencyMs } = this.#path
    const againAtMs = nextRetransmissionAtMs(this.#stalledSinceMs, scheduler.nowMs)
    this.#cancelRetransmission()
    this.#retransmission = scheduler.at(againAtMs + latencyMs, () => this.#flush())
  }

  /** Nothing arrives until {@link letGo}, whatever the path carries. */
  hold(): void {
    this.#isHeld = true
  }

  letGo(): void {
    this.#isHeld = false
    this.onHealed()
  }

  /** The faults on the path have changed. */
  onFaultsChanged(): void {
    if (!this.#open) return
    if (this.#shaper === null) this.#shape()
    else {
      this.#shaper.change()
      if (this.#shaper?.isClear) this.#shaper = null
    }
  }

  #shape(): void {
    const { way, onCut } = this.#config
    const chain = this.#path.chainOf(way)
    if (chain === null) return
    this.#shaper = new Shaper(this.#path, way, chain, {
      pass: (item) => this.#travel(item),
      cut: onCut,
    })
  }

  #travel(item: T): void {
    const { scheduler, latencyMs } = this.#path
    scheduler.atWith(scheduler.nowMs + latencyMs, this.#arrive, item)
  }

  readonly #arrive = (item: T): void => {
    if (!this.#open) return
    // It queues behind what stalled, even if the path is whole again: a stream keeps its order.
    if (this.#stalled.length > 0 || !this.#carries()) this.#stall(item)
    else this.#config.deliver(item)
  }

  #stall(item: T): void {
    const { scheduler, latencyMs } = this.#path
    if (this.#stalled.length === 0) this.#stalledSinceMs = scheduler.nowMs - latencyMs
    this.#stalled.push(item)
  }

  #cancelRetransmission(): void {
    if (this.#retransmission !== null) this.#path.scheduler.cancel(this.#retransmission)
    this.#retransmission = null
  }

  #flush(): void {
    this.#retransmission = null
    if (!this.#carries()) return
    const items = this.#stalled
    this.#stalled = []
    for (const item of items) if (this.#open) this.#config.deliver(item)
  }

  #carries(): boolean {
    const { from, to } = this.#config.way
    return !this.#isHeld && this.#path.carriesFrom(from, to)
  }
}
