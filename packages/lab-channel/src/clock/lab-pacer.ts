import { type ClockMode, type ClockState, unreachable } from '@understudy/shared'
import { QuietTurns } from '../idle/quiet-turns.ts'
import { Barrier } from './barrier.ts'
import { LabTimers } from './lab-timers.ts'
import { labTimeOf, monotonicMs } from './monotonic.ts'

/** After so many questions that new bytes made void, there is at most one in `patienceMs` of real time. */
const voidQuestionsMax = 8
const patienceMs = 1
/** So long it is waited at most before whoever has something between it and the network is asked again. */
const askAgainMsMax = 32

export interface LabPacerPorts {
  /** Whether bytes, dials or ends of connections are on their way through the network. */
  readonly isMoving: () => boolean
  readonly ask: (name: string) => void
  readonly tell: (name: string, clock: ClockState) => void
  /** Tells everybody, and is told `held` by each member. Only where {@link LabPacerConfig.isOrdered} is not. */
  readonly holdAll?: (clock: ClockState) => void
  /** Tells everybody, these first: they have something to do. */
  readonly tellAll: (clock: ClockState, first: readonly string[]) => void
}

export interface LabPacerConfig {
  readonly mode: ClockMode
  readonly startsAtMs: number
  /** No jump before all these have joined once. */
  readonly awaited: readonly string[]
  /**
   * Whether what is written to one participant before something is written to another also gets there before it, as on
   * loopback. Elsewhere everybody has a new time before anybody acts by it. Default: yes.
   */
  readonly isOrdered?: boolean
  /** Whether what a member told with its last `idle` leaves nothing between it and the network. */
  readonly agrees?: (name: string) => boolean
}

/** The lab's one clock: goes at its pace and, in the mode `skip`, jumps over idle time (DESIGN 5). */
export class LabPacer {
  readonly barrier: Barrier
  /** The network's own timers: it takes part in the barrier with the earliest of them. */
  readonly timers: LabTimers
  readonly #ports: LabPacerPorts
  readonly #quiet: QuietTurns
  #skips: boolean
  readonly #isOrdered: boolean
  #state: ClockState
  #jumpCount = 0
  /** How often participants were asked since the last jump: bytes that go to and fro void each question. */
  #questionCount = 0
  #patience: NodeJS.Timeout | undefined
  #isPatienceOver = false
  #askAgainMs = patienceMs
  /** A jump that is told and that these do not have yet. */
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

  /** Something happened in the lab; the clock may have to be looked after once it is quiet again. */
  poke(): void {
    if (this.#skips && this.#patience === undefined && this.#held === undefined) this.#quiet.poke()
  }

  /** Something passed between the network and that participant. */
  moved(name: string): void {
    this.barrier.moved(name)
    this.poke()
  }

  /** It has the time that it was told to hold. */
  held(name: string): void {
    if (this.#held?.awaits.delete(name) === true) this.#release()
  }

  /** Nobody of that name is waited for any more. */
  leave(name: string): void {
    this.barrier.leave(name)
    this.held(name)
    this.poke()
  }

  /**
   * Lab time goes on by that factor, and jumps no more: somebody takes part who cannot be told a jump to the millisecond.
   * False where it did not jump anyhow.
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

  /** Under steady traffic a question for every turn would cost more than the traffic itself. */
  #ask(names: readonly string[]): void {
    if (this.#questionCount >= voidQuestionsMax && !this.#isPatienceOver) {
      this.#waitFor(patienceMs)
      return
    }
    this.#isPatienceOver = false
    this.#questionCount++
    for (const name of names) this.#ports.ask(name)
  }

  /** Something is between these and the network, and nothing else tells when it has arrived. */
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
    // Everybody knows the time before a byte moves by it.
    this.#ports.tellAll(this.#state, due)
    this.timers.jump(this.#state)
  }

  /** All have the time: now it counts. */
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
