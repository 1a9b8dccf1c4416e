import type { ClientGroup, GroupCount } from '../clients/population.ts'
import type { RefusalCode } from '../refusals.ts'
import type { Epoch, Role } from '../roles.ts'

/**
 * Everything that can be told of a lab, one stream for logs, audit, history, trace and report
 * (DESIGN 1). The `name` is a contract; fields carry units in their names. Nothing secret (SEC-01).
 */
export type EventBody = ApplianceEvent | NetworkEvent | ClientEvent | ConductorEvent

/** An event as it is kept: who told it and when, in lab time (ms since the Unix epoch). */
export type LabEvent = EventBody & { readonly atMs: number; readonly source: string }

export type EventName = EventBody['name']

export type SyncTrigger = 'operator' | 'peer' | 'interval' | 'first' | 'swap'

/** Told by an appliance's core. */
export type ApplianceEvent =
  | {
      name: 'appliance-started'
      base: string
      site: string
      role: Role
      epoch: Epoch
      afterCrash: boolean
    }
  | { name: 'role-changed'; from: Role; to: Role; epoch: Epoch; reason: string }
  | { name: 'pre-shared-key-set' }
  | { name: 'relationship-establishing'; host: string; port: number }
  | {
      name: 'relationship-established'
      relationship: string
      peer: string
      role: Role
      epoch: Epoch
    }
  | { name: 'relationship-refused'; code: RefusalCode; message: string }
  | {
      name: 'relationship-broken'
      relationship: string
      reason: 'operator' | 'peer' | 'peer-forgot'
      peerTold: boolean
    }
  | { name: 'link-up'; peer: string }
  | { name: 'link-down'; peer: string; reason: string }
  | { name: 'link-refused'; code: RefusalCode; message: string }
  | { name: 'sync-started'; trigger: SyncTrigger }
  | { name: 'sync-progress'; records: number; bytes: number; blobs: number }
  | {
      name: 'sync-finished'
      trigger: SyncTrigger
      recordsReceived: number
      recordsSent: number
      bytesReceived: number
      blobsReceived: number
      digestsAgree: boolean
      durationMs: number
    }
  | { name: 'sync-failed'; trigger: SyncTrigger; reason: string }
  | { name: 'sessions-merged'; received: number; sent: number }
  | { name: 'sessions-discarded'; count: number; lsids: readonly string[] }
  | { name: 'settings-lost'; keys: readonly string[] }
  | { name: 'setting-changed'; key: string }
  | { name: 'swap-started'; syncFirst: boolean }
  | { name: 'swap-finished'; role: Role; epoch: Epoch }
  | { name: 'swap-cancelled'; reason: string }
  | { name: 'address-enabled'; address: string; epoch: Epoch }
  | { name: 'address-disabled'; address: string }
  | { name: 'address-conflict'; address: string; others: readonly string[] }
  | { name: 'address-conflict-ended'; address: string }
  | {
      name: 'updates-checked'
      installable: readonly string[]
      greyed: readonly { package: string; reason: string }[]
    }
  | { name: 'update-refused'; package: string; code: RefusalCode; message: string }
  | { name: 'update-started'; package: string; durationMs: number }
  | { name: 'update-finished'; package: string; base: string; site: string }
  | { name: 'update-interrupted'; package: string; base: string; site: string }
  | { name: 'users-disconnected'; count: number; reason: string }
  | {
      name: 'session-recorded'
      lsid: string
      externalKey: string
      outcome: 'completed' | 'cut'
      recordingBytes: number
    }
  | { name: 'backup-downloaded'; settings: number; bytes: number }
  | { name: 'sample-data-loaded'; sessions: number; recordings: number }
  | { name: 'jump-clients-deferred'; count: number; reason: string; sinceMs: number }
  | { name: 'operation-done'; operation: string; outcome: 'ok' | RefusalCode }
  | { name: 'alert'; code: string; message: string }

/** Told by the mock network. `appliance` is the lab's name of it: "a", "b". */
export type NetworkEvent =
  | { name: 'address-claimed'; address: string; appliance: string; epoch: Epoch }
  | {
      name: 'address-released'
      address: string
      appliance: string
      reason: 'disabled' | 'host-down'
    }
  | { name: 'claim-fenced'; address: string; appliance: string; epoch: Epoch; highest: Epoch }
  | { name: 'traffic-owner'; address: string; owner: string | null; others: readonly string[] }
  | { name: 'path-cut'; from: string; to: string; direction?: 'one-way' }
  | { name: 'path-healed'; from: string; to: string; direction?: 'one-way' }
  /** Where a client with nothing cached is led under the site's name, and by what (NET-01, -04, -05). */
  | { name: 'site-leads-to'; appliance: string | null; by: 'shared-ip' | 'dns' | 'nat' }
  /** The first connection of an office to the site that went elsewhere than the one before it. */
  | { name: 'office-moved'; office: string; from: string | null; to: string | null; why: string }
  | {
      name: 'record-changed'
      record: string
      type: string
      from: string
      to: string
      ttlMs: number
      serial: number
      by: 'operation' | 'dynamic-update'
    }
  | {
      name: 'nat-rule-changed'
      publicAddress: string
      port: number
      from: string
      to: string
      onChange: 'keep' | 'cut'
    }
  | { name: 'announcement-lost'; address: string; appliance: string; neighbour: string }
  | { name: 'fault-began'; fault: string; kind: string; from: string; to: string; detail: string }
  | {
      name: 'fault-ended'
      fault: string
      kind: string
      startedAtMs: number
      connectionsHit: number
      reason: 'timetable' | 'operation' | 'lab-ended'
    }

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
  /** The site did not answer a probe: from the last sign of life to the first new one. */
  | { name: 'outage-began'; probe: string; lastGoodMs: number; reason: string }
  | {
      name: 'outage-ended'
      probe: string
      startedAtMs: number
      endedAtMs: number
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

export type StepOutcome = 'passed' | 'failed' | 'skipped'

/** A step that the runbook has, reached or not: so that a report can name those that were not. */
export interface PlannedStep {
  readonly step: string
  readonly window: string
  readonly title: string
  readonly guide: string
  readonly appliance: string
}

/** Told by the conductor. */
export type ConductorEvent =
  | {
      name: 'rehearsal-started'
      runbook: string
      title: string
      world: 'real' | 'virtual'
      seed: string
      lab: string
      site: string
      sharedAddress: string
      swing?: 'shared-ip' | 'dns' | 'nat'
      /** Of a lab that has Jump Clients; null = that throttle is off (CLI-03). */
      jumpClients?: {
        readonly count: number
        readonly concurrentUpgradesMax: number | null
        readonly connectionRateMax: number | null
      }
      steps?: readonly PlannedStep[]
    }
  | { name: 'lab-ready'; versions: readonly { appliance: string; base: string; site: string }[] }
  | { name: 'window-started'; window: string; title: string }
  | { name: 'window-ended'; window: string }
  | {
      name: 'step-started'
      step: string
      window: string
      guide: string
      appliance: string
      title: string
    }
  | {
      name: 'step-ended'
      step: string
      outcome: StepOutcome
      evidence: readonly string[]
      expected: string
      found: string
    }
  | { name: 'warning'; step: string; code: string; message: string }
  | {
      name: 'audit'
      acknowledged: number
      lost: readonly { lsid: string; externalKey: string }[]
      holder: string
    }
  | { name: 'population-counted'; groups: readonly GroupCount[] }
  | {
      name: 'versions-after'
      versions: readonly { appliance: string; base: string; site: string }[]
    }
  | { name: 'rehearsal-ended'; outcome: 'completed' | 'stopped'; reason: string }
