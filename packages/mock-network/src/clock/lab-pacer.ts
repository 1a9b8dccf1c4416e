import { labTimeOf, monotonicMs, QuietTurns } from '@understudy/lab-channel'
import { type ClockMode, type ClockState, unreachable } from '@understudy/shared'
import { Barrier } from '../../model/index.ts'

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
  readonly #ports: LabPacerPorts
  readonly #quiet: QuietTurns
  readonly #skips: boolean
  #state: ClockState
  #jumpCount = 0

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
    if (this.#skips) this.#quiet.poke()
  }

  /** Something passed between the network and that participant. */
  moved(name: string): void {
    this.barrier.moved(name)
    this.poke()
  }

  stop(): void {
    this.#quiet.stop()
  }

  #decide(): void {
    const decision = this.barrier.decide(this.nowMs(), this.#ports.isMoving())
    switch (decision.kind) {
      case 'wait':
        break
      case 'ask':
        for (const name of decision.names) this.#ports.ask(name)
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

  #jump(toMs: number, due: readonly string[]): void {
    const skippedMs = this.#state.skippedMs + Math.max(0, toMs - this.#exactNowMs())
    this.#state = { ...this.#state, skippedMs }
    this.#jumpCount++
    this.#ports.tellAll(this.#state, due)
  }

  #exactNowMs(): number {
    return labTimeOf(this.#state, monotonicMs())
  }
}
