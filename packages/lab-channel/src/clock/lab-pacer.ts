import { type ClockMode, type ClockState, unreachable } from '@understudy/shared'
import { QuietTurns } from '../idle/quiet-turns.ts'
import { Barrier } from './barrier.ts'
import { LabTimers } from './lab-timers.ts'
import { labTimeOf, monotonicMs } from './monotonic.ts'

/** After this many questions made void by new bytes, at most one more per `patienceMs` of real time. */
const voidQuestionsMax = 8
const patienceMs = 1
/** The longest wait before asking again a participant that has something between it and the network. */
const askAgainMsMax = 32

export interface LabPacerPorts {
  /** Whether bytes, dials or ends of connections are on their way through the network. */
  readonly isMoving: () => boolean
  readonly ask: (name: string) => void
  readonly tell: (name: string, clock: ClockState) => void
  /** Tells everybody to hold; each member answers `held`. Needed only without {@link LabPacerConfig.isOrdered}. */
  readonly holdAll?: (clock: ClockState) => void
  /** Tells everybody, `first` ones first: they have something to do. */
  readonly tellAll: (clock: ClockState, first: readonly string[]) => void
}

export interface LabPacerConfig {
  readonly mode: ClockMode
  readonly startsAtMs: number
  /** No jump before all these have joined once. */
  readonly awaited: readonly string[]
  /**
   * Whether messages to different participants arrive in the order they were written, as on loopback. Elsewhere
   * everybody gets a new time before anybody acts on it. Default: yes.
   */
  readonly isOrdered?: boolean
  /** Whether a member's last `idle` shows that nothing is between it and the network. */
  readonly agrees?: (name: string) => boolean
}

/** The lab's one clock: runs at its pace and, in the mode `skip`, jumps over idle time (DESIGN 5). */
export class LabPacer {
  readonly barrier: Barrier
  /** The network's own timers; the earliest of them takes part in the barrier. */
  readonly timers: LabTimers
  readonly #ports: LabPacerPorts
  readonly #quiet: QuietTurns
  #skips: boolean
  readonly #isOrdered: boolean
  #state: ClockState
  #jumpCount = 0
  /** How often participants were asked since the last jump: bytes going back and forth void each question. */
  #questionCount = 0
  #patience: NodeJS.Timeout | undefined
  #isPatienceOver = false
  #askAgainMs = patienceMs
  /** A jump that was announced and that these do not have yet. */
  #held: { readonly awaits: Set<string>; readonly due: readonly string[] } | undefined

  constructor(config: LabPacerConfig, ports: LabPacerPorts) {
    this.#ports = ports
    this.#skips = config.mode === 'skip'
    this.#isOrdered = config.isOrdered ?? true
    this.#state = {
      factor: typeof config.mode === 'number' ? config.mode : 1,
      originLabMs: config.startsAtMs,
      originMonotonicMs: monotonicMs(),
      skippedMs: 0,
    }
    this.barrier = new Barrier(config.awaited, config.agrees)
    this.#quiet = new QuietTurns(() => this.#decide())
    this.timers = new LabTimers(this.#state, () => this.poke())
  }

  get state(): ClockState {
    return this.#state
  }

  get jumpCount(): number {
    return this.#jumpCount
  }

  nowMs(): number {
    return Math.floor(this.#exactNowMs())
  }

  /** Something happened in the lab: once it is quiet again, decide whether to jump. */
  poke(): void {
    if (this.#skips && this.#patience === undefined && this.#held === undefined) this.#quiet.poke()
  }

  /** Something passed between the network and that participant. */
  moved(name: string): void {
    this.barrier.moved(name)
    this.poke()
  }

  /** It now has the time it was told to hold. */
  held(name: string): void {
    if (this.#held?.awaits.delete(name) === true) this.#release()
  }

  /** Nobody waits for that name any more. */
  leave(name: string): void {
    this.barrier.leave(name)
    this.held(name)
    this.poke()
  }

  /**
   * From now on lab time runs at that factor and jumps no more: a participant cannot be told a jump to the millisecond.
   * False if it did not jump anyway.
   */
  stopSkipping(factor: number): boolean {
    if (!this.#skips) return false
    this.#skips = false
    this.#held = undefined
    const originLabMs = this.#exactNowMs()
    this.#state = { factor, originLabMs, originMonotonicMs: monotonicMs(), skippedMs: 0 }
    this.#ports.tellAll(this.#state, [])
    this.timers.jump(this.#state)
    return true
  }

  stop(): void {
    clearTimeout(this.#patience)
    this.#quiet.stop()
    this.timers.stop()
  }

  #decide(): void {
    if (!this.#skips) return
    const decision = this.barrier.decide(
      this.nowMs(),
      this.#ports.isMoving(),
      this.timers.nextAtMs(),
    )
    switch (decision.kind) {
      case 'wait':
        break
      case 'ask':
        this.#ask(decision.names)
        break
      case 'ask-again':
        this.#askAgain(decision.names)
        break
      case 'nudge':
        for (const name of decision.names) this.#ports.tell(name, this.#state)
        break
      case 'jump':
        this.#jump(decision.toMs, decision.due)
        break
      default:
        unreachable(decision)
    }
  }

  /** Under steady traffic, asking every turn would cost more than the traffic itself. */
  #ask(names: readonly string[]): void {
    if (this.#questionCount >= voidQuestionsMax && !this.#isPatienceOver) {
      this.#waitFor(patienceMs)
      return
    }
    this.#isPatienceOver = false
    this.#questionCount++
    for (const name of names) this.#ports.ask(name)
  }

  /** Something is between these and the network, and nothing else tells us when it has arrived. */
  #askAgain(names: readonly string[]): void {
    if (!this.#isPatienceOver) {
      this.#waitFor(this.#askAgainMs)
      return
    }
    this.#isPatienceOver = false
    this.#askAgainMs = Math.min(askAgainMsMax, this.#askAgainMs * 2)
    for (const name of names) this.#ports.ask(name)
  }

  #waitFor(waitMs: number): void {
    this.#patience = setTimeout(() => {
      this.#patience = undefined
      this.#isPatienceOver = true
      this.poke()
    }, waitMs)
  }

  #jump(toMs: number, due: readonly string[]): void {
    const skippedMs = this.#state.skippedMs + Math.max(0, toMs - this.#exactNowMs())
    this.#state = { ...this.#state, skippedMs }
    this.#jumpCount++
    this.#questionCount = 0
    this.#askAgainMs = patienceMs
    if (!this.#isOrdered && this.#ports.holdAll !== undefined) {
      this.#held = { awaits: new Set(this.barrier.names), due }
      this.#ports.holdAll(this.#state)
      return
    }
    // Everybody knows the new time before a byte is sent because of it.
    this.#ports.tellAll(this.#state, due)
    this.timers.jump(this.#state)
  }

  /** Once everybody has the new time, it applies. */
  #release(): void {
    if (this.#held === undefined || this.#held.awaits.size > 0) return
    const { due } = this.#held
    this.#held = undefined
    this.#ports.tellAll(this.#state, due)
    this.timers.jump(this.#state)
    this.poke()
  }

  #exactNowMs(): number {
    return labTimeOf(this.#state, monotonicMs())
  }
}
