import { assert, type ToHub } from '@understudy/shared'
import type { Work } from '../lab-channel.ts'
import type { Passages } from './passages.ts'
import { QuietTurns } from './quiet-turns.ts'

export interface IdleReporterPorts {
  readonly send: (message: ToHub) => void
  /** When the earliest lab timer is due, or null. */
  readonly nextAtMs: () => number | null
  /** What has passed through doors. */
  readonly passages?: Passages
}

/** Tells the hub when this process has become idle, so that the lab clock may jump (DESIGN 5). */
export class IdleReporter implements Work {
  readonly #ports: IdleReporterPorts
  readonly #quiet = new QuietTurns(() => this.#report())
  #workCount = 0
  #seen = 0
  /** What the hub was last told and still believes; undefined = that this process is busy. */
  #told: { seen: number; nextAtMs: number | null } | undefined

  constructor(ports: IdleReporterPorts) {
    this.#ports = ports
  }

  begin(): void {
    this.#workCount++
    // Work that ends in the same turn does not matter; longer work is reported in #report.
    if (this.#workCount === 1) this.#quiet.poke()
  }

  end(): void {
    assert(this.#workCount > 0, 'work ended that had not begun')
    this.#workCount--
    if (this.#workCount === 0) this.#quiet.poke()
  }

  /** A message from the hub came, neither clock nor beat; call it before the message is handled. */
  received(): void {
    this.#seen++
    this.#quiet.poke()
  }

  /** Once a member's timers have `fired`, the hub takes it for busy until it says otherwise. */
  timersChanged(fired: boolean): void {
    if (fired) this.#told = undefined
    this.#quiet.poke()
  }

  stop(): void {
    this.#quiet.stop()
  }

  #report(): void {
    if (this.#workCount > 0) {
      if (this.#told !== undefined) this.#ports.send({ type: 'busy' })
      this.#told = undefined
      return
    }
    const idle = { seen: this.#seen, nextAtMs: this.#ports.nextAtMs() }
    const { doors, closed } = this.#ports.passages?.changes() ?? {}
    const isSame = this.#told?.seen === idle.seen && this.#told.nextAtMs === idle.nextAtMs
    if (isSame && (doors ?? []).length === 0 && (closed ?? []).length === 0) return
    this.#told = idle
    this.#ports.send({
      type: 'idle',
      ...idle,
      ...(doors === undefined ? {} : { doors: [...doors] }),
      ...(closed === undefined || closed.length === 0 ? {} : { closed: [...closed] }),
    })
  }
}
