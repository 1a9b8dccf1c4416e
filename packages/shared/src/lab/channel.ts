import type { ClientGroup } from '../clients/population.ts'
import type { EventBody, LabEvent } from '../events/catalogue.ts'
import type { NetworkCommand } from '../operations/network-table.ts'
import type { Epoch } from '../roles.ts'
import type { NetworkMap } from './network-map.ts'

/**
 * The lab channel: each process of a lab holds one loopback TCP connection to the hub (in the mock
 * network's process) and speaks newline-delimited JSON on it: lab clock, events, addresses,
 * commands. docs/PROTOCOL.md, "Lab channel".
 */
export const labProtocol = 1

/** How real time becomes lab time: labMs = originLabMs + factor * (monotonicMs - originMonotonicMs) + skippedMs. */
export interface ClockState {
  readonly factor: number
  readonly originLabMs: number
  /** The machine's monotonic clock (process.hrtime), which all its processes share. */
  readonly originMonotonicMs: number
  readonly skippedMs: number
}

export type ParticipantKind = 'appliance' | 'clients' | 'conductor' | 'observer'

/** Process to hub. */
export type ToHub =
  /** First message. An appliance names the loopback port that it listens on. */
  | {
      type: 'join'
      protocol: number
      token: string
      name: string
      kind: ParticipantKind
      port: number | null
      events: boolean
    }
  /**
   * The hub's first `seen` messages (those of type `clock` do not count) were handled, no work is under way, and after that a whole turn of
   * the event loop found nothing to do: nothing happens here before the timer `nextAtMs` (null = no
   * timer) unless something arrives.
   */
  | { type: 'idle'; seen: number; nextAtMs: number | null }
  /** What `idle` said is over without anything from the hub: work began by itself. */
  | { type: 'busy' }
  | { type: 'event'; atMs: number; event: EventBody }
  | { type: 'claim'; address: string; epoch: Epoch }
  | { type: 'release'; address: string }
  | { type: 'command'; id: string; to: string; command: LabCommand }
  | { type: 'result'; id: string; result: LabCommandResult }

/** Hub to process. */
export type FromHub =
  | {
      type: 'welcome'
      clock: ClockState
      network: NetworkMap
      /**
       * For each origin that this process dials from (its own name; the clients': every office): host
       * name or address -> loopback port of the door to it.
       */
      doors: Readonly<Record<string, Readonly<Record<string, number>>>>
    }
  | { type: 'rejected'; reason: string }
  /** Asks for an `idle` that counts this message: bytes passed the doors since the last one. */
  | { type: 'prepare' }
  | { type: 'clock'; clock: ClockState }
  /** To participants that joined with `events`: every event of the lab, in the hub's order. */
  | { type: 'event'; event: LabEvent }
  | { type: 'conflict'; address: string; others: readonly string[] }
  | { type: 'claim-refused'; address: string; highest: Epoch }
  /** To an appliance: whether the site's name, as the network has it now, leads to it. */
  | { type: 'site-route'; leadsHere: boolean }
  | { type: 'command'; id: string; from: string; command: LabCommand }
  | { type: 'result'; id: string; result: LabCommandResult }

/** What one process of a lab may ask of another; `to` = "network" or "clients". */
export type LabCommand =
  /** network: an operation of its table. */
  | NetworkCommand
  /** clients */
  | { kind: 'start-clients' }
  | { kind: 'wind-down-clients' }
  | { kind: 'run-site-test'; test: string; appliance: string | null }
  | { kind: 'list-acknowledged' }
  /**
   * Representatives are told that the site has moved: whoever has no session under way logs out and in
   * again, by the site's name; the others when theirs has ended. The value is {@link LoggedInAgain}.
   */
  | { kind: 'log-in-again' }
  /** What became of the population, by kind: the value is a {@link PopulationCount}. */
  | { kind: 'count-population' }
  /** Somebody installs these by hand again, in the site's version (CLI-05). */
  | { kind: 'redeploy'; clients: ClientGroup }

export type LabCommandResult = { ok: true; value: unknown } | { ok: false; message: string }

/** The result's value of `log-in-again`. */
export interface LoggedInAgain {
  /** Consoles that did at once. */
  readonly count: number
  /** Consoles that will when their session has ended. */
  readonly later: number
}

export interface AcknowledgedSession {
  readonly lsid: string
  readonly externalKey: string
}

/** The result's value of `run-site-test`. */
export interface SiteTestResult {
  readonly passed: boolean
  readonly appliance: string
  readonly consoleVersion: string
  readonly lsid: string
  readonly reason: string
}
