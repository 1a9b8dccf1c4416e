import type { ClientGroup } from '../clients/population.ts'

/** Told by the population. */
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
  | { name: 'session-cut'; client: string; lsid: string; externalKey: string; reason: string }
  /**
   * A customer went away without help. `abandoned`: asked, and nobody was free for as long as the patience lasted.
   * `turned-away`: never got as far as to ask (`externalKey` is then empty), for the site was not there or full.
   */
  | {
      name: 'customer-left'
      client: string
      externalKey: string
      outcome: 'abandoned' | 'turned-away'
      reason: string
    }
  /**
   * The site did not answer a probe, from `startedAtMs` on, the first sign of it: the end of the probe's connection, or the
   * sending of the first request that failed. In truth it began at `earliestMs` at the soonest, the last sign of life;
   * `lastGoodMs` is the last good answer to a request.
   */
  | {
      name: 'outage-began'
      probe: string
      startedAtMs: number
      earliestMs: number
      lastGoodMs: number
      reason: string
    }
  /** The first good answer came at `endedAtMs`; the site was back after `lastFailedMs` at the soonest, when the last request without one was sent. */
  | {
      name: 'outage-ended'
      probe: string
      startedAtMs: number
      endedAtMs: number
      lastFailedMs: number
      probesFailed: number
      reason: string
    }
  /** What the probes saw in a span of time, for the picture. */
  | {
      name: 'availability'
      probe: string
      fromMs: number
      toMs: number
      ok: number
      failed: number
    }
  /**
   * Real world only: the machine did not let the probes' process run as it should in that span of lab time. What they measured
   * then is late by up to `lateMs` (REH-08).
   */
  | {
      name: 'machine-busy'
      fromMs: number
      toMs: number
      /** The longest that the event loop was late. */
      lateMs: number
      /** Share of the processors' time that other virtual machines had, 0 to 1. */
      stealShare: number
      /** By which somebody has set the wall clock. */
      clockJumpMs: number
    }
  /** How clients of a group came back, in a span in which any tried: the reconnection storm (CLI-08). */
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
