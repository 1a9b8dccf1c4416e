import type { Heartbeat } from '@understudy/shared'
import { heartbeatPhaseMs, Silence } from './silence.ts'

/** What a carrier does for a connection. `Timer`: how the carrier identifies a timer. */
export interface ContactPorts<Timer> {
  readonly nowMs: () => number
  readonly at: (atMs: number, fire: () => void) => Timer
  readonly clear: (timer: Timer) => void
  /** Whether the path carries bytes both ways. */
  readonly isCarried: () => boolean
  /** Who would receive what the dialling end sends now (`NetworkModel.meets`). */
  readonly meets: () => string | null
  /** From now on nothing arrives at either end, not even the connection's end. */
  readonly hold: () => void
  readonly letGo: () => void
  /** A host that does not know the connection has answered the dialling end. The other end does not notice. */
  readonly onReset: () => void
  /** Both ends have given the connection up. */
  readonly onTimeLimit: () => void
}

export interface ContactConfig {
  /** Who accepted it. */
  readonly holder: string
  /** The application's heartbeat; null = it has none, or sends its own. */
  readonly heartbeat: Heartbeat | null
  /** The connection's number in the order of connecting. */
  readonly ordinal: number
}

/**
 * Whether the two ends of a connection still reach each other, and what they notice if they do not (NET-12).
 * Created at the first trouble: until then it would have a cost and nothing to do.
 */
export class Contact<Timer> {
  readonly #config: ContactConfig
  readonly #ports: ContactPorts<Timer>
  #silence: Silence | null = null
  #wake: { readonly atMs: number; readonly timer: Timer } | null = null
  /** Its holder lacks the address, or no longer knows the connection at all. */
  #lost: 'address' | 'all' | null = null
  #isReset = false
  #isOver = false

  constructor(config: ContactConfig, ports: ContactPorts<Timer>) {
    this.#config = config
    this.#ports = ports
  }

  /** Whether nothing sent arrives, even if the path carries it. */
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

  /** One end has lost all knowledge of the connection, for good. */
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

  /** After a reset only the other end is left, which has its own time limit. */
  #meetsStranger(): boolean {
    if (this.#lost === null || this.#isReset) return false
    const met = this.#ports.meets()
    return met !== null && (this.#lost === 'all' || met !== this.#config.holder)
  }
}
