import type {
  ApplianceEvent,
  Capabilities,
  LinkMessage,
  LinkMessageNamed,
  OperationName,
  Outcome,
  OutputOf,
  Random,
  Refusal,
  UnstampedLinkMessage,
} from '@understudy/shared'
import { accepted, applianceEventTraits, capabilitiesOf, limits, refused } from '@understudy/shared'
import type { Decisions } from './decisions/decisions.ts'
import type { Durable, DurableState } from './durable.ts'
import type { PendingRequest, RefusableRequest } from './pending-request.ts'
import { type ApplianceConfig, defaultSiteTerms, type SiteTerms } from './ports/config.ts'
import type { ApplianceEffect } from './ports/effect.ts'
import type { Store } from './ports/store.ts'
import type { ApplianceTimer } from './ports/timer.ts'
import type { Slices } from './slice.ts'

/** What one part of the core tells the others at the end of a step, so that they need not know each other. */
export type Signal =
  | { readonly kind: 'role-changed' }
  /** What the peer says: its role, in an answer; its watch, in a probe (FO-15). */
  | {
      readonly kind: 'role-answered'
      readonly answer: Pick<LinkMessageNamed<'probe-answer'>, 'role' | 'epoch' | 'check'>
    }
  | { readonly kind: 'watch-told'; readonly watch: LinkMessageNamed<'probe'>['watch'] }
  | { readonly kind: 'watch-changed' }
  | { readonly kind: 'lease-confirmed'; readonly number: number }
  /** Another primary is there, or the two are no longer in the same role (FO-13). */
  | { readonly kind: 'rival-seen' }
  | { readonly kind: 'conflict-ended' }
  | { readonly kind: 'link-validated' }
  | { readonly kind: 'link-lost'; readonly reason: string }
  | { readonly kind: 'relationship-ended' }
  /** A sync or a restore has brought others. */
  | { readonly kind: 'settings-replaced' }
  /** This backup becomes primary by itself, after so much silence (FO-12). */
  | { readonly kind: 'taking-over'; readonly silentMs: number }
  /** The backup has begun the sync that goes before a swap. */
  | { readonly kind: 'swap-sync-served' }
  | { readonly kind: 'sync-ended'; readonly ok: boolean; readonly reason: string }

/** Everything that a handler may use. Effects and events are performed after the commit. */
export class Context {
  readonly config: ApplianceConfig
  /** As the hardware was made, whatever it has been reset to. */
  readonly bornGuid: string
  readonly store: Store
  readonly random: Random
  readonly durable: Durable
  readonly decisions: Decisions
  /** What the folders keep in memory, each its own: see {@link defineSlice}. */
  readonly slices: Slices
  readonly site: SiteTerms
  nowMs = 0
  /** It goes down: nothing is done or stored any more. */
  isOver = false
  #effects: ApplianceEffect[] = []
  #signals: Signal[] = []
  /** The capabilities when last asked for, and the site's version then. */
  #capable: { readonly site: string; readonly capabilities: Capabilities } | null = null

  constructor(parts: {
    config: ApplianceConfig
    bornGuid?: string
    store: Store
    random: Random
    durable: Durable
    decisions: Decisions
    slices?: Slices
  }) {
    this.config = parts.config
    this.bornGuid = parts.bornGuid ?? parts.config.guid
    this.store = parts.store
    this.random = parts.random
    this.durable = parts.durable
    this.decisions = parts.decisions
    this.slices = parts.slices ?? new Map()
    this.site = parts.config.site ?? defaultSiteTerms
  }

  get state(): DurableState {
    return this.durable.state
  }

  get name(): string {
    return this.config.name
  }

  get capabilities(): Capabilities {
    const { site } = this.state.software
    if (this.#capable?.site !== site) this.#capable = { site, capabilities: capabilitiesOf(site) }
    return this.#capable.capabilities
  }

  emit(effect: ApplianceEffect): void {
    this.#effects.push(effect)
  }

  /** Tells the lab, and keeps what belongs to the status history (FO-08). */
  record(event: ApplianceEvent): void {
    if (applianceEventTraits[event.name].inHistory)
      this.store.history.append(this.nowMs, JSON.stringify(event), limits.historyEventsMax)
    this.emit({ kind: 'record', event })
  }

  signal(signal: Signal): void {
    this.#signals.push(signal)
  }

  /** Whatever is sent to the peer carries the epoch at which it was sent (FO-14). */
  send(link: string, message: UnstampedLinkMessage): void {
    this.emit({ kind: 'send', link, message: this.#stamped(message) })
  }

  #stamped(message: UnstampedLinkMessage): LinkMessage {
    const stamped = { ...message } as LinkMessage
    stamped.epoch ??= this.state.epoch
    return stamped
  }

  setTimer(timer: ApplianceTimer, delayMs: number): void {
    this.emit({ kind: 'set-timer', timer, atMs: this.nowMs + delayMs })
  }

  clearTimer(timer: ApplianceTimer): void {
    this.emit({ kind: 'clear-timer', timer })
  }

  /** Answers an operation and notes it for the audit. */
  #answer(request: RefusableRequest, outcome: Outcome<unknown>): void {
    this.emit({ kind: 'answer', request: request.request, outcome })
    if (request.audited)
      this.record({
        name: 'operation-done',
        operation: request.operation,
        outcome: outcome.ok ? 'ok' : outcome.refusal.code,
      })
  }

  accept<K extends OperationName>(request: PendingRequest<K>, value: OutputOf<K>): void {
    this.#answer(request, accepted(value))
  }

  refuse(request: RefusableRequest, why: Refusal): void {
    this.#answer(request, refused(why))
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
