import type { Heartbeat } from '@understudy/shared'
import { nextRetransmissionAtMs } from '../paths/retransmission.ts'

/**
 * What was sent is sent fifteen times more, and then TCP gives up (RFC 1122 4.2.3.5 R2; Linux' tcp_retries2): by
 * the schedule of RFC 6298 so long after the first time.
 */
const tcpGivesUpAfterMs = 663_000

export interface SilenceConfig {
  /** Of the application; null = it has none, or one of its own. */
  readonly heartbeat: Heartbeat | null
  /** Where in the span between two heartbeats this connection's come. */
  readonly phaseMs: number
}

/**
 * `goes-on`: nobody has learnt anything yet. `whole`: everything has been acknowledged, and nobody ever
 * learnt. `reset`: somebody who does not know the connection has answered. `time-limit`: no answer came in time.
 */
export type SilenceVerdict = 'goes-on' | 'whole' | 'reset' | 'time-limit'

/**
 * What the end that dialled learns of a connection on which nothing comes through, and when (NET-12): by its own
 * time limits, or from a reset, where what it sends meets somebody who knows nothing of it. Made when a
 * connection breaks: while nothing is wrong heartbeats cost nothing, for their answers are known.
 */
export class Silence {
  readonly #config: SilenceConfig
  #heartbeatAtMs: number | null
  /** When the first was sent of what nobody has acknowledged. */
  #unacknowledgedSinceMs: number | null = null
  #transmissionAtMs: number | null = null
  /** The way is whole again: then all of it is acknowledged. */
  #acknowledgedAtMs: number | null = null

  constructor(config: SilenceConfig, brokenAtMs: number) {
    this.#config = config
    this.#heartbeatAtMs = nextHeartbeatAtMs(config, brokenAtMs)
  }

  /** Nothing comes through any more, once again. */
  broken(nowMs: number): void {
    if (this.#acknowledgedAtMs === null) return
    if (nowMs >= this.#acknowledgedAtMs) {
      this.#unacknowledgedSinceMs = null
      this.#heartbeatAtMs = nextHeartbeatAtMs(this.#config, nowMs)
    }
    this.#acknowledgedAtMs = null
    this.#transmissionAtMs = this.#nextTransmission(nowMs)
  }

  /** The way is whole again: what was sent arrives when it is sent once more. */
  healed(nowMs: number): void {
    const since = this.#unacknowledgedSinceMs
    this.#acknowledgedAtMs = since === null ? nowMs : nextRetransmissionAtMs(since, nowMs)
  }

  /** The end that dialled sends something. */
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

  /** `meetsStranger`: whether what is sent now comes to somebody who does not know the connection. */
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

/** The connections' heartbeats are spread over whole seconds: who dialled together need not beat together. */
export function heartbeatPhaseMs(everyMs: number, ordinal: number): number {
  const seconds = Math.max(1, Math.floor(everyMs / 1_000))
  return ((ordinal * 7) % seconds) * 1_000
}
