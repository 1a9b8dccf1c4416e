import type { ClientGroup } from '../clients/population.ts'

/** Events from the population. */
export type ClientEvent =
  | { name: 'console-online'; client: string; version: string }
  | { name: 'console-offline'; client: string; reason: string }
  | { name: 'console-updated'; client: string; from: string; to: string }
  | { name: 'session-begun'; client: string; lsid: string; externalKey: string }
  | {
      name: 'session-acknowledged'
      client: string
      lsid: string
      externalKey: string
      appliance: string
    }
  /** An integration has stored new rows (IC-01): how many, and which of them its own population had asked for. `appliance`: GUID. */
  | {
      name: 'sessions-pulled'
      client: string
      group: ClientGroup
      appliance: string
      added: number
      sessions: readonly { lsid: string; externalKey: string }[]
    }
  /** An integration's pull failed, in another way than the one before (IC-02). */
  | { name: 'pull-failed'; client: string; group: ClientGroup; code: string; detail: string }
  | { name: 'session-cut'; client: string; lsid: string; externalKey: string; reason: string }
  /**
   * A customer left without help. `abandoned`: they asked, and nobody was free before their patience ran out.
   * `turned-away`: they could not even ask, because the site was down or full (`externalKey` is then empty).
   */
  | {
      name: 'customer-left'
      client: string
      externalKey: string
      outcome: 'abandoned' | 'turned-away'
      reason: string
    }
  /**
   * A probe got no answer from the site. `startedAtMs` is the first sign: the probe's connection ended, or the first
   * failed request was sent. The outage cannot have begun before `earliestMs`, the last sign of life; `lastGoodMs` is
   * the last good answer to a request.
   */
  | {
      name: 'outage-began'
      probe: string
      startedAtMs: number
      earliestMs: number
      lastGoodMs: number
      reason: string
    }
  /** `endedAtMs`: the first good answer. `lastFailedMs`: the last failed request was sent, so the site was not back yet. */
  | {
      name: 'outage-ended'
      probe: string
      startedAtMs: number
      endedAtMs: number
      lastFailedMs: number
      probesFailed: number
      reason: string
    }
  /** What a probe saw in a span of time, for the chart. */
  | {
      name: 'availability'
      probe: string
      fromMs: number
      toMs: number
      ok: number
      failed: number
    }
  /**
   * Real world only: in that span of lab time the machine held up the probes' process. What they measured then may be
   * late by up to `lateMs` (REH-08).
   */
  | {
      name: 'machine-busy'
      fromMs: number
      toMs: number
      /** The event loop's longest delay. */
      lateMs: number
      /** Share of the processors' time that went to other virtual machines, 0 to 1. */
      stealShare: number
      /** By how much somebody set the wall clock. */
      clockJumpMs: number
    }
  /** How a group's clients came back, in a span in which any of them tried: the reconnection storm (CLI-08). */
  | {
      name: 'reconnections'
      group: ClientGroup
      fromMs: number
      toMs: number
      attempts: number
      connected: number
      /** Told to come back later, by a throttle. */
      deferred: number
      failed: number
      upgraded: number
    }
  /** How long the consoles' requests took in a span (CLI-03: what the storm does to people's work). */
  | {
      name: 'requests-measured'
      fromMs: number
      toMs: number
      count: number
      failed: number
      p50Ms: number
      p99Ms: number
      maxMs: number
    }
  | { name: 'client-stranded'; client: string; group: ClientGroup; reason: string }
  | { name: 'login-refused'; client: string; group: ClientGroup; code: string }
  | { name: 'redeployed'; group: ClientGroup; count: number }
  | { name: 'test-passed'; test: string; appliance: string; consoleVersion: string; lsid: string }
  | { name: 'test-failed'; test: string; reason: string }
