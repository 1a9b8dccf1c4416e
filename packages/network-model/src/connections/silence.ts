import type { Heartbeat } from '@understudy/shared'
import { nextRetransmissionAtMs } from '../paths/retransmission.ts'

/**
 * TCP retransmits fifteen times and then gives up (RFC 1122 4.2.3.5 R2; Linux' tcp_retries2): by the schedule of
 * RFC 6298 that is this long after the first sending.
 */
const tcpGivesUpAfterMs = 663_000

export interface SilenceConfig {
  /** The application's heartbeat; null = it has none, or sends its own. */
  readonly heartbeat: Heartbeat | null
  /** Offset of this connection's heartbeats within the interval. */
  readonly phaseMs: number
}

/**
 * `goes-on`: neither end has noticed yet. `whole`: everything was acknowledged, and neither end ever noticed.
 * `reset`: a host that does not know the connection has answered. `time-limit`: no answer came in time.
 */
export type SilenceVerdict = 'goes-on' | 'whole' | 'reset' | 'time-limit'

/**
 * What the dialling end notices of a connection on which nothing gets through, and when (NET-12): by its own time
 * limits, or by a reset if what it sends reaches a host that does not know the connection. Created when a
 * connection breaks: until then heartbeats need no simulation, because their answers are known.
 */
export class Silence {
  readonly #config: SilenceConfig
  #heartbeatAtMs: number | null
  /** When the oldest unacknowledged bytes were sent. */
  #unacknowledgedSinceMs: number | null = null
  #transmissionAtMs: number | null = null
  /** The path is whole again, and by this time everything is acknowledged. */
  #acknowledgedAtMs: number | null = null

  constructor(config: SilenceConfig, brokenAtMs: number) {
    this.#config = config
    this.#heartbeatAtMs = nextHeartbeatAtMs(config, brokenAtMs)
  }

  /** The path is broken again. */
  broken(nowMs: number): void {
    if (this.#acknowledgedAtMs === null) return
    if (nowMs >= this.#acknowledgedAtMs) {
      this.#unacknowledgedSinceMs = null
      this.#heartbeatAtMs = nextHeartbeatAtMs(this.#config, nowMs)
    }
    this.#acknowledgedAtMs = null
    this.#transmissionAtMs = this.#nextTransmission(nowMs)
  }

  /** The path is whole again: what was sent arrives with its next retransmission. */
  healed(nowMs: number): void {
    const since = this.#unacknowledgedSinceMs
    this.#acknowledgedAtMs = since === null ? nowMs : nextRetransmissionAtMs(since, nowMs)
  }

  /** The dialling end sends something. */
  sent(nowMs: number): void {
    if (this.#unacknowledgedSinceMs === null) this.#unacknowledgedSinceMs = nowMs
    if (this.#acknowledgedAtMs === null) this.#transmissionAtMs = nowMs
  }

  /** When {@link wake} is to be called next; null = not before something else happens. */
  get wakeAtMs(): number | null {
    const moments = [
      this.#acknowledgedAtMs ?? this.#transmissionAtMs,
      this.#unacknowledgedSinceMs === null ? this.#heartbeatAtMs : null,
      this.#limitAtMs,
    ].filter((moment) => moment !== null)
    return moments.length === 0 ? null : Math.min(...moments)
  }

  /** `meetsStranger`: whether what is sent now reaches a host that does not know the connection. */
  wake(nowMs: number, meetsStranger: () => boolean): SilenceVerdict {
    if (this.#acknowledgedAtMs !== null && this.#acknowledgedAtMs <= nowMs) return 'whole'
    const limitAtMs = this.#limitAtMs
    if (limitAtMs !== null && limitAtMs <= nowMs) return 'time-limit'
    const heartbeatAtMs = this.#heartbeatAtMs
    if (this.#unacknowledgedSinceMs === null && heartbeatAtMs !== null && heartbeatAtMs <= nowMs) {
      this.sent(heartbeatAtMs)
    }
    if (this.#acknowledgedAtMs !== null) return 'goes-on'
    if (this.#transmissionAtMs === null || this.#transmissionAtMs > nowMs) return 'goes-on'
    if (meetsStranger()) return 'reset'
    this.#transmissionAtMs = this.#nextTransmission(nowMs)
    return 'goes-on'
  }

  /** The application's limit, or TCP's. */
  get #limitAtMs(): number | null {
    const { heartbeat } = this.#config
    const since = this.#unacknowledgedSinceMs
    const tcpsMs = since === null ? Number.POSITIVE_INFINITY : since + tcpGivesUpAfterMs
    const ownMs =
      heartbeat === null || this.#heartbeatAtMs === null
        ? Number.POSITIVE_INFINITY
        : this.#heartbeatAtMs + heartbeat.answerMs
    const limitMs = Math.min(tcpsMs, ownMs)
    return Number.isFinite(limitMs) ? limitMs : null
  }

  #nextTransmission(nowMs: number): number | null {
    const since = this.#unacknowledgedSinceMs
    return since === null ? null : nextRetransmissionAtMs(since, nowMs + 1)
  }
}

function nextHeartbeatAtMs({ heartbeat, phaseMs }: SilenceConfig, nowMs: number): number | null {
  if (heartbeat === null) return null
  const { everyMs } = heartbeat
  return (Math.floor((nowMs - phaseMs) / everyMs) + 1) * everyMs + phaseMs
}

/** Spreads heartbeats over whole seconds, so that connections made together do not all beat together. */
export function heartbeatPhaseMs(everyMs: number, ordinal: number): number {
  const seconds = Math.max(1, Math.floor(everyMs / 1_000))
  return ((ordinal * 7) % seconds) * 1_000
}
