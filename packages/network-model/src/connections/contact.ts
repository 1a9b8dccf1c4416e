import type { Heartbeat } from '@understudy/shared'
import { heartbeatPhaseMs, Silence } from './silence.ts'

/** What a carrier does for a connection. `Timer`: what names a timer there. */
export interface ContactPorts<Timer> {
  readonly nowMs: () => number
  readonly at: (atMs: number, fire: () => void) => Timer
  readonly clear: (timer: Timer) => void
  /** Whether the path carries both ways. */
  readonly isCarried: () => boolean
  /** Whom meets what the end that dialled sends now (`NetworkModel.meets`). */
  readonly meets: () => string | null
  /** Nothing arrives any more at either end, and no end of the connection either. */
  readonly hold: () => void
  readonly letGo: () => void
  /** Somebody who does not know the connection has answered whoever dialled. The other end knows nothing of it. */
  readonly onReset: () => void
  /** Both ends have given it up. */
  readonly onTimeLimit: () => void
}

export interface ContactConfig {
  /** Who accepted it. */
  readonly holder: string
  /** Of the application; null = it has none, or one of its own. */
  readonly heartbeat: Heartbeat | null
  /** The how manieth connection it is. */
  readonly ordinal: number
}

/**
 * Whether the two ends of a connection still reach each other, and what they learn where they do not (NET-12).
 * Made at the first trouble: while there is none it would cost something and do nothing.
 */
export class Contact<Timer> {
  readonly #config: ContactConfig
  readonly #ports: ContactPorts<Timer>
  #silence: Silence | null = null
  #wake: { readonly atMs: number; readonly timer: Timer } | null = null
  /** Its holder lacks the address; or knows nothing of it any more. */
  #lost: 'address' | 'all' | null = null
  #isReset = false
  #isOver = false

  constructor(config: ContactConfig, ports: ContactPorts<Timer>) {
    this.#config = config
    this.#ports = ports
  }

  /** Whether what is sent cannot be known to arrive, whatever the path carries. */
  get isHeld(): boolean {
    return this.#lost !== null
  }

  /** The end that dialled has sent something. */
  sent(): void {
    if (this.#silence === null || this.#isOver) return
    this.#silence.sent(this.#ports.nowMs())
    this.#arm()
  }

  onAddressLost(): void {
    this.#lost ??= 'address'
    this.#ports.hold()
    this.follow()
  }

  onAddressBack(): void {
    if (this.#lost !== 'address') return
    this.#lost = null
    this.#ports.letGo()
    this.follow()
  }

  /** One of the two will never know of it again. */
  onForgotten(): void {
    this.#lost = 'all'
    this.#ports.hold()
    this.follow()
  }

  /** What the path carries may have changed. */
  follow(): void {
    if (this.#isOver) return
    const nowMs = this.#ports.nowMs()
    if (this.#lost === null && this.#ports.isCarried()) this.#silence?.healed(nowMs)
    else if (this.#silence !== null) this.#silence.broken(nowMs)
    else this.#silence = this.#begin(nowMs)
    this.#arm()
  }

  /** Both ends are done with it. Idempotent. */
  end(): void {
    this.#isOver = true
    this.#silence = null
    this.#disarm()
  }

  #begin(nowMs: number): Silence {
    const { heartbeat, ordinal } = this.#config
    const phaseMs = heartbeat === null ? 0 : heartbeatPhaseMs(heartbeat.everyMs, ordinal)
    return new Silence({ heartbeat, phaseMs }, nowMs)
  }

  #arm(): void {
    const atMs = this.#silence?.wakeAtMs ?? null
    if (atMs === (this.#wake?.atMs ?? null)) return
    this.#disarm()
    if (atMs === null) return
    const timer = this.#ports.at(atMs, () => {
      this.#wake = null
      this.#onWake()
    })
    this.#wake = { atMs, timer }
  }

  #disarm(): void {
    if (this.#wake !== null) this.#ports.clear(this.#wake.timer)
    this.#wake = null
  }

  #onWake(): void {
    switch (this.#silence?.wake(this.#ports.nowMs(), () => this.#meetsStranger())) {
      case 'time-limit':
        this.end()
        this.#ports.onTimeLimit()
        return
      case 'whole':
        this.#silence = null
        break
      case 'reset':
        this.#isReset = true
        this.#ports.onReset()
        break
      default:
    }
    this.#arm()
  }

  /** Of one that has been reset only the other end is left, which has a time limit of its own. */
  #meetsStranger(): boolean {
    if (this.#lost === null || this.#isReset) return false
    const met = this.#ports.meets()
    return met !== null && (this.#lost === 'all' || met !== this.#config.holder)
  }
}
