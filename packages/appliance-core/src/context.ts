import type {
  ApplianceEvent,
  Capabilities,
  LinkMessage,
  LogHead,
  Outcome,
  Random,
  Refusal,
  SyncTrigger,
  VersionVector,
} from '@understudy/shared'
import { accepted, capabilitiesOf, limits, refused } from '@understudy/shared'
import { ConnectionRate } from './clients/connection-rate.ts'
import type { Deferrals } from './clients/deferrals.ts'
import type { SessionDesk } from './clients/desk.ts'
import type { Registry } from './clients/registry.ts'
import type { Throttles } from './clients/throttles.ts'
import { UpgradeSlots } from './clients/upgrade-slots.ts'
import type { Durable, DurableState } from './durable.ts'
import { isHistory } from './history-events.ts'
import type { PendingRequest } from './pending-request.ts'
import { type ApplianceConfig, defaultSiteTerms, type SiteTerms } from './ports/config.ts'
import type { ApplianceEffect } from './ports/effect.ts'
import type { Store } from './ports/store.ts'
import type { Establishing } from './relationship/establishing.ts'
import type { Swap } from './relationship/swapping.ts'
import type { RunningSync, ServedSync } from './replication/running-sync.ts'

/** What one part of the core tells the others at the end of a step, so that they need not know each other. */
export type Signal =
  | { readonly kind: 'link-validated' }
  | { readonly kind: 'link-lost'; readonly reason: string }
  | { readonly kind: 'relationship-ended' }
  | { readonly kind: 'sync-ended'; readonly ok: boolean; readonly reason: string }

/** A link that is up. `peer` = hello exchanged for our relationship. */
export interface LinkState {
  readonly id: string
  readonly side: 'dialed' | 'accepted'
  stage: 'new' | 'hello-sent' | 'establishing' | 'peer'
  /** Up to where the pulls on it have been answered; null = none has been. */
  answered: readonly LogHead[] | null
}

/** What does not outlive the process. */
export interface Volatile {
  readonly links: Map<string, LinkState>
  /** The validated link of the relationship. */
  peerLink: string | null
  /** The link that is being dialed for the relationship. */
  dialing: string | null
  linkCount: number
  lastHeardAtMs: number
  lastCheckAtMs: number | null
  peerVector: VersionVector
  peerPackageDiffers: boolean
  establishing: Establishing | null
  breaking: { readonly request: PendingRequest; readonly link: string } | null
  swap: Swap | null
  sync: RunningSync | null
  /** The sync that this primary serves. */
  served: ServedSync | null
  /** A sync that a lost link interrupted and that goes on when the link is back. */
  interruptedSync: SyncTrigger | null
  readonly conflicts: Map<string, readonly string[]>
  /** The network's word that the site's name leads here; false where there is no such word. */
  siteLeadsHere: boolean
  /** Requests for sample data that wait for their recordings. */
  readonly sampleRequests: Map<string, unknown>
  /** The throttles as last read. */
  throttles: (Throttles & { readonly settingsRevision: number }) | null
  readonly connectionRate: ConnectionRate
  readonly upgrades: UpgradeSlots
  deferrals: Deferrals | null
}

/** Everything that a handler may use. Effects and events are performed after the commit. */
export class Context {
  readonly config: ApplianceConfig
  readonly store: Store
  readonly random: Random
  readonly durable: Durable
  readonly volatile: Volatile
  readonly desk: SessionDesk
  readonly registry: Registry
  readonly site: SiteTerms
  nowMs = 0
  #effects: ApplianceEffect[] = []
  #signals: Signal[] = []

  constructor(parts: {
    config: ApplianceConfig
    store: Store
    random: Random
    durable: Durable
    desk: SessionDesk
    registry: Registry
  }) {
    this.config = parts.config
    this.store = parts.store
    this.random = parts.random
    this.durable = parts.durable
    this.desk = parts.desk
    this.registry = parts.registry
    this.site = parts.config.site ?? defaultSiteTerms
    this.volatile = freshVolatile()
  }

  get state(): DurableState {
    return this.durable.state
  }

  get name(): string {
    return this.config.name
  }

  get capabilities(): Capabilities {
    return capabilitiesOf(this.state.software.site)
  }

  emit(effect: ApplianceEffect): void {
    this.#effects.push(effect)
  }

  /** Tells the lab, and keeps what belongs to the status history (FO-08). */
  record(event: ApplianceEvent): void {
    if (isHistory(event))
      this.store.appendHistory(this.nowMs, JSON.stringify(event), limits.historyEventsMax)
    this.emit({ kind: 'record', event })
  }

  signal(signal: Signal): void {
    this.#signals.push(signal)
  }

  send(link: string, message: LinkMessage): void {
    this.emit({ kind: 'send', link, message })
  }

  setTimer(timer: string, delayMs: number): void {
    this.emit({ kind: 'set-timer', timer, atMs: this.nowMs + delayMs })
  }

  clearTimer(timer: string): void {
    this.emit({ kind: 'clear-timer', timer })
  }

  /** Answers an operation and notes it for the audit. */
  answer(request: PendingRequest, outcome: Outcome<unknown>): void {
    this.emit({ kind: 'answer', request: request.request, outcome })
    if (request.audited)
      this.record({
        name: 'operation-done',
        operation: request.operation,
        outcome: outcome.ok ? 'ok' : outcome.refusal.code,
      })
  }

  accept(request: PendingRequest, value: unknown = {}): void {
    this.answer(request, accepted(value))
  }

  refuse(request: PendingRequest, why: Refusal): void {
    this.answer(request, refused(why))
  }

  takeEffects(): ApplianceEffect[] {
    const effects = this.#effects
    this.#effects = []
    return effects
  }

  takeSignal(): Signal | undefined {
    return this.#signals.shift()
  }
}

function freshVolatile(): Volatile {
  return {
    links: new Map(),
    peerLink: null,
    dialing: null,
    linkCount: 0,
    lastHeardAtMs: 0,
    lastCheckAtMs: null,
    peerVector: [],
    peerPackageDiffers: false,
    establishing: null,
    breaking: null,
    swap: null,
    sync: null,
    served: null,
    interruptedSync: null,
    conflicts: new Map(),
    siteLeadsHere: false,
    sampleRequests: new Map(),
    throttles: null,
    connectionRate: new ConnectionRate(limits.jumpClientsMax),
    upgrades: new UpgradeSlots(),
    deferrals: null,
  }
}
