import { type ClockMode, type ClockState, unreachable } from '@understudy/shared'
import { QuietTurns } from '../idle/quiet-turns.ts'
import { Barrier } from './barrier.ts'
import { LabTimers } from './lab-timers.ts'
import { labTimeOf, monotonicMs } from './monotonic.ts'

/** After so many questions that new bytes made void, there is at most one in `patienceMs` of real time. */
const voidQuestionsMax = 8
const patienceMs = 1

export interface LabPacerPorts {
  /** Whether bytes, dials or ends of connections are on their way through the network. */
  readonly isMoving: () => boolean
  readonly ask: (name: string) => void
  readonly tell: (name: string, clock: ClockState) => void
  /** Tells everybody, these first: they have something to do. */
  readonly tellAll: (clock: ClockState, first: readonly string[]) => void
}

export interface LabPacerConfig {
  readonly mode: ClockMode
  readonly startsAtMs: number
  /** No jump before all these have joined once. */
  readonly awaited: readonly string[]
}

/** The lab's one clock: goes at its pace and, in the mode `skip`, jumps over idle time (DESIGN 5). */
export class LabPacer {
  readonly barrier: Barrier
  /** The network's own timers: it takes part in the barrier with the earliest of them. */
  readonly timers: LabTimers
  readonly #ports: LabPacerPorts
  readonly #quiet: QuietTurns
  readonly #skips: boolean
  #state: ClockState
  #jumpCount = 0
  /** How often participants were asked since the last jump: bytes that go to and fro void each question. */
  #questionCount = 0
  #patience: NodeJS.Timeout | undefined
  #isPatienceOver = false

  constructor(config: LabPacerConfig, ports: LabPacerPorts) {
    this.#ports = ports
    this.#skips = config.mode === 'skip'
    this.#state = {
      factor: typeof config.mode === 'number' ? config.mode : 1,
      originLabMs: config.startsAtMs,
      originMonotonicMs: monotonicMs(),
      skippedMs: 0,
    }
    this.barrier = new Barrier(config.awaited)
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
    if (this.#skips && this.#patience === undefined) this.#quiet.poke()
  }

  /** Something passed between the network and that participant. */
  moved(name: string): void {
    this.barrier.moved(name)
    this.poke()
  }

  stop(): void {
    clearTimeout(this.#patience)
    this.#quiet.stop()
    this.timers.stop()
  }

  #decide(): void {
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
      this.#patience = setTimeout(() => {
        this.#patience = undefined
        this.#isPatienceOver = true
        this.poke()
      }, patienceMs)
      return
    }
    this.#isPatienceOver = false
    this.#questionCount++
    for (const name of names) this.#ports.ask(name)
  }

  #jump(toMs: number, due: readonly string[]): void {
    const skippedMs = this.#state.skippedMs + Math.max(0, toMs - this.#exactNowMs())
    this.#state = { ...this.#state, skippedMs }
    this.#jumpCount++
    this.#questionCount = 0
    // Everybody knows the time before a byte moves by it.
    this.#ports.tellAll(this.#state, due)
    this.timers.jump(this.#state)
  }

  #exactNowMs(): number {
    return labTimeOf(this.#state, monotonicMs())
  }
}
