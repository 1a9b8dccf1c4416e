import { processorTimeOf } from './processor-time.ts'

/** What is measured on the machine; tests pass something else. */
export interface MachineSenses {
  /** The event loop's greatest delay since the last call. */
  readonly lateMs: () => number
  /** The text of /proc/stat; null if there is none. */
  readonly procStat: () => string | null
  /** The wall clock, which people and time servers adjust. */
  readonly wallMs: () => number
  /** The clock that nobody adjusts. */
  readonly monotonicMs: () => number
}

/** A stretch of real time in which the machine was too busy to be fully trusted. */
export interface BusyStretch {
  readonly lateMs: number
  /** 0 to 1. */
  readonly stealShare: number
  readonly clockJumpMs: number
}

/** Below these the machine counts as quiet: garbage collection and timer resolution stay under them. */
const quiet = { lateMs: 50, stealShare: 0.1, clockJumpMs: 500 } as const

/** Checks from time to time whether the machine let this process run as it should (REH-08). */
export class MachineWatch {
  readonly #senses: MachineSenses
  #clocksApartMs: number
  #processors: ReturnType<typeof processorTimeOf>

  constructor(senses: MachineSenses) {
    this.#senses = senses
    this.#clocksApartMs = senses.wallMs() - senses.monotonicMs()
    this.#processors = this.#processorTime()
  }

  /** What was unusual since the last call; null = nothing. */
  look(): BusyStretch | null {
    const { lateMs, wallMs, monotonicMs } = this.#senses
    const apartMs = wallMs() - monotonicMs()
    const clockJumpMs = Math.round(apartMs - this.#clocksApartMs)
    this.#clocksApartMs = apartMs
    const stretch = {
      lateMs: Math.round(lateMs()),
      stealShare: this.#stealShare(),
      clockJumpMs: Math.abs(clockJumpMs) < quiet.clockJumpMs ? 0 : clockJumpMs,
    }
    const isBusy =
      stretch.lateMs >= quiet.lateMs ||
      stretch.stealShare >= quiet.stealShare ||
      stretch.clockJumpMs !== 0
    return isBusy ? stretch : null
  }

  #stealShare(): number {
    const before = this.#processors
    const now = this.#processorTime()
    this.#processors = now
    if (before === null || now === null || now.total <= before.total) return 0
    return Math.round(((now.stolen - before.stolen) / (now.total - before.total)) * 1_000) / 1_000
  }

  #processorTime(): ReturnType<typeof processorTimeOf> {
    const text = this.#senses.procStat()
    return text === null ? null : processorTimeOf(text)
  }
}
