import type { EventBody, LabEvent } from '../events/catalogue.ts'
import type { ClientsCommand } from '../operations/clients-table.ts'
import type { NetworkCommand } from '../operations/network-table.ts'
import type { Outcome } from '../outcome.ts'
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
  | { type: 'result'; id: string; result: Outcome<unknown> }

/** Host name or address of the lab -> loopback port of the door to it. */
export type Doors = Readonly<Record<string, number>>
/** For each origin its own ones: a door says where its connections come from. */
export type DoorsByOrigin = Readonly<Record<string, Doors>>

/** Hub to process. */
export type FromHub =
  | {
      type: 'welcome'
      clock: ClockState
      network: NetworkMap
      /** Of each origin that this process dials from: its own name; the clients': every office. */
      doors: DoorsByOrigin
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
  | { type: 'result'; id: string; result: Outcome<unknown> }

/**
 * What one process of a lab may ask of another; `to` = "network" or "clients": an operation of its
 * table, or of the clients a test of the site.
 */
export type LabCommand = NetworkCommand | ClientsCommand | SiteTestCommand

/**
 * Test machines run a console and a session: by hosts file on that appliance, or (null) through the
 * site. The value is a {@link SiteTestResult}. A runbook's step `test`.
 */
export interface SiteTestCommand {
  readonly kind: 'run-site-test'
  readonly input: { readonly test: string; readonly appliance: string | null }
}

/** The result's value of `run-site-test`. */
export interface SiteTestResult {
  readonly passed: boolean
  readonly appliance: string
  readonly consoleVersion: string
  readonly lsid: string
  readonly reason: string
}
