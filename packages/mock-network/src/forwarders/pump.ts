import type { Socket } from 'node:net'
import type { Timer, TimeSource } from '@understudy/lab-channel'
import {
  type Chain,
  nextRetransmissionAtMs,
  type Passage,
  type ToxicSpec,
} from '@understudy/network-model'
import { ByteQueue } from './byte-queue.ts'
import type { HeldBudget } from './held-budget.ts'
import type { ReusedReads } from './reused-reads.ts'

export interface PumpConfig {
  /** Paused. */
  readonly from: Socket
  readonly to: Socket
  readonly chain: Chain
  readonly time: TimeSource
  readonly budget: HeldBudget
  /** The reads of `from`; absent = it emits its data. */
  readonly reads?: ReusedReads | undefined
}

export interface PumpPorts {
  /** This many bytes came from the sender; 0 = its end. */
  readonly received: (byteCount: number) => void
  /** This many bytes are written to the receiver. Call `written` when the kernel has them. */
  readonly writing: (byteCount: number) => (error?: Error | null) => void
  /** Everything the sender sent has passed, and now its end. */
  readonly ended: () => void
  /** A toxic ends the connection. */
  readonly cut: (how: 'close' | 'reset') => void
  readonly touched: (faults: readonly string[]) => void
  /** It now has more to pass than fits one turn of the event loop, or no longer has. */
  readonly working: (isWorking: boolean) => void
}

/** One direction of a connection: straight through without toxics, else through its chain. */
export class Pump {
  readonly #config: PumpConfig
  readonly #ports: PumpPorts
  readonly #waiting = new ByteQueue()
  #timer: Timer | undefined
  /** The next turn, if there was too much for this one. */
  #nextTurn: NodeJS.Immediate | undefined
  #wakeAtMs: number | null = null
  #budgetedBytes = 0
  #isOpen = false
  #isStalled = false
  /** When the first byte held by the stall was sent; null = none is. */
  #stalledSinceMs: number | null = null
  #retransmission: Timer | undefined
  #isReading = false
  #hasEnded = false
  #isOver = false

  constructor(config: PumpConfig, ports: PumpPorts) {
    this.#config = config
    this.#ports = ports
    const { from, to, reads } = config
    if (reads === undefined) from.on('data', (chunk: Buffer) => this.#received(chunk))
    else reads.onChunk((chunk) => this.#received(chunk))
    from.on('end', () => this.end())
    to.on('drain', () => this.#regulate())
  }

  get isStalled(): boolean {
    return this.#isStalled
  }

  /** Both sockets are connected. */
  open(): void {
    this.#isOpen = true
    this.#advance()
  }

  /** Nothing passes any more, not even what waits. */
  stall(): void {
    this.#isStalled = true
    this.#cancelRetransmission()
    this.#setTimer(null)
    this.#regulate()
  }

  /** The path is whole again: what waits goes on when its sender retransmits it (NET-12). */
  resume(): void {
    const { time } = this.#config
    if (this.#stalledSinceMs === null || this.#isOver) {
      this.#goOn()
      return
    }
    const againAtMs = nextRetransmissionAtMs(this.#stalledSinceMs, time.nowMs())
    this.#cancelRetransmission()
    this.#retransmission = time.at(againAtMs, () => this.#goOn())
  }

  #goOn(): void {
    this.#retransmission = undefined
    this.#stalledSinceMs = null
    this.#isStalled = false
    this.#advance()
  }

  #cancelRetransmission(): void {
    if (this.#retransmission !== undefined) this.#config.time.clear(this.#retransmission)
    this.#retransmission = undefined
  }

  #noteStalled(): void {
    if (this.#isStalled) this.#stalledSinceMs ??= this.#config.time.nowMs()
  }

  change(specs: readonly ToxicSpec[]): void {
    const { chain, time } = this.#config
    if (this.#isOver) return
    chain.change(specs, time.nowMs(), this.#config.budget.turn.passagesMax)
    this.#advance()
  }

  /** The sender is gone; the same as its end. */
  end(): void {
    if (this.#hasEnded || this.#isOver) return
    this.#hasEnded = true
    this.#ports.received(0)
    const { chain, time } = this.#config
    if (chain.isClear && !this.#isStalled) {
      this.#ports.ended()
      return
    }
    this.#noteStalled()
    chain.end(time.nowMs())
    this.#advance()
  }

  /** The connection is over: what waits is dropped. Idempotent. */
  abandon(): void {
    this.#isOver = true
    this.#setTimer(null)
    if (this.#nextTurn !== undefined) {
      clearImmediate(this.#nextTurn)
      this.#nextTurn = undefined
      this.#ports.working(false)
    }
    this.#cancelRetransmission()
    this.#waiting.clear()
    this.#config.budget.add(-this.#budgetedBytes)
    this.#budgetedBytes = 0
  }

  /** Whether the chunk is still in use afterwards. */
  #received(chunk: Buffer): boolean {
    if (this.#isOver) return false
    this.#ports.received(chunk.length)
    const { chain, time } = this.#config
    if (chain.isClear && !this.#isStalled) {
      this.#write(chunk)
      const { to } = this.#config
      if (to.writableNeedDrain) this.#regulate()
      // The kernel took the write at once, or the stream still refers to the chunk.
      return to.writableLength > 0
    }
    this.#noteStalled()
    this.#waiting.push(chunk)
    chain.push(chunk.length, time.nowMs())
    if (this.#isStalled) this.#hold()
    else this.#advance()
    return true
  }

  /** Does what the chain says is due, and sets the timer for what comes next. */
  #advance(): void {
    const { chain } = this.#config
    if (this.#isStalled || this.#isOver || !this.#isOpen) return
    if (this.#nextTurn === undefined) this.#passDue()
    if (this.#isOver) return
    this.#ports.touched(chain.touchedBy)
    this.#setTimer(this.#nextTurn === undefined ? chain.wakeAtMs : null)
    this.#hold()
  }

  /** Updates the budget, and reads no more than it allows. */
  #hold(): void {
    const { chain, budget } = this.#config
    budget.add(chain.heldBytes - this.#budgetedBytes)
    this.#budgetedBytes = chain.heldBytes
    this.#regulate()
  }

  /** Passes what is due, as much as this turn of the event loop has room for. */
  #passDue(): void {
    const { chain, time, budget } = this.#config
    const nowMs = time.nowMs()
    const passages = chain.advance(nowMs, budget.turn.passagesMax)
    budget.turn.spend(passages.length)
    for (const passage of passages) {
      this.#perform(passage)
      if (this.#isOver) return
    }
    if (!chain.hasDue(nowMs)) return
    this.#ports.working(true)
    this.#nextTurn = setImmediate(() => {
      this.#nextTurn = undefined
      this.#advance()
      this.#ports.working(false)
    })
  }

  #perform(passage: Passage): void {
    switch (passage.kind) {
      case 'bytes':
        this.#write(this.#waiting.take(passage.count))
        break
      case 'drop':
        this.#waiting.take(passage.count)
        break
      case 'end':
        this.#ports.ended()
        break
      default:
        this.#ports.touched(this.#config.chain.touchedBy)
        this.#ports.cut(passage.kind)
    }
  }

  #write(bytes: Buffer): void {
    const { to } = this.#config
    if (!to.destroyed) to.write(bytes, this.#ports.writing(bytes.length))
  }

  #setTimer(wakeAtMs: number | null): void {
    if (wakeAtMs === this.#wakeAtMs) return
    const { time } = this.#config
    if (this.#timer !== undefined) time.clear(this.#timer)
    this.#wakeAtMs = wakeAtMs
    this.#timer = undefined
    if (wakeAtMs === null) return
    this.#timer = time.at(wakeAtMs, () => {
      this.#wakeAtMs = null
      this.#timer = undefined
      this.#advance()
    })
  }

  #regulate(): void {
    const { from, to, chain, budget } = this.#config
    const reads =
      this.#isOpen &&
      !(to.writableNeedDrain && !to.destroyed) &&
      !chain.isFull &&
      budget.allows(chain.heldBytes)
    if (reads === this.#isReading || this.#isOver) return
    this.#isReading = reads
    if (reads) from.resume()
    else from.pause()
  }
}
