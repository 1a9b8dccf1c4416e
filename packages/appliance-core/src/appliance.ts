import {
  type ApiName,
  type ApiUser,
  type ApplianceReading,
  assert,
  type Caller,
  type OperationName,
  operationOf,
  type PortalAnswer,
  type Random,
  type Refusal,
  refusal,
  refused,
  unreachable,
} from '@understudy/shared'
import { refusalToUseApi } from './accounts/api-rights.ts'
import { refusalOfCaller } from './accounts/authority.ts'
import { onPasswordInput } from './accounts/jobs.ts'
import { onBackupWritten } from './backup/download.ts'
import { onBackupRead } from './backup/upload.ts'
import { noteStarted } from './box/basics.ts'
import { discardOldRecordings, guidSinceReset, onRecordingsDiscarded } from './box/ending.ts'
import { resumeServing } from './certificates/assign.ts'
import { onCertificateWorkDone } from './certificates/work-done.ts'
import { activityOf, noteActivity } from './clients/activity.ts'
import { onClientClosed, onClientMessage } from './clients/channel.ts'
import { storeRegistry } from './clients/check-in.ts'
import { deskOf } from './clients/desk.ts'
import { disconnectClients } from './clients/disconnect.ts'
import { type Health, healthOf } from './clients/health.ts'
import { registryOf } from './clients/registry.ts'
import { portalOf, refusalToServe } from './clients/serving.ts'
import { Context } from './context.ts'
import { type Decisions, soundDecisions } from './decisions/decisions.ts'
import { Durable } from './durable.ts'
import { onAddressesAnswered } from './failover/automatic.ts'
import { suspendServing } from './failover/serving-right.ts'
import { noteStep, onPulse } from './failover/starvation.ts'
import { beginWatch } from './failover/watch.ts'
import { keepWitness } from './failover/witness-link.ts'
import { onDialFailed, onLinkGone, onLinkUp } from './link/connections.ts'
import { dialPeer, scheduleRedial } from './link/dial.ts'
import { onLinkMessage } from './link/messages.ts'
import { findLink, hasLinks } from './link/peer-link.ts'
import { onMailDone, retryMails } from './mail/outbox.ts'
import { onTestAddressesAnswered, watchMailConditions } from './mail/watch.ts'
import { claimEnabledAddresses, onAddressConflict, onClaimRefused } from './network/addresses.ts'
import { onSiteRoute } from './network/site-route.ts'
import { onOperation } from './operations/dispatch.ts'
import { deliverEvents, onEventPosted } from './outbound/outbox.ts'
import type { ApplianceConfig } from './ports/config.ts'
import type { ApplianceEffect } from './ports/effect.ts'
import type { ApplianceInput, LinkInput } from './ports/input.ts'
import type { Store } from './ports/store.ts'
import { readingOf } from './reading.ts'
import { noteLost, onBlobsChecked, startScrub } from './recordings/scrub.ts'
import { onBlobsFailed, onBlobsFetched } from './replication/sync.ts'
import { syncWhenLinked } from './replication/under-way.ts'
import { cutOrphanedSessions } from './sessions/end.ts'
import { onSampleBlobsMade, resumeSampleData } from './sessions/sample.ts'
import { onSignal } from './signals.ts'
import type { Slices } from './slice.ts'
import { onTimer } from './timers.ts'
import { resumeAfterStart } from './updates/installation.ts'
import { onUpdateWorkDone } from './updates/work-done.ts'

/** All that an appliance keeps in memory, by the folder that owns it (`slice.ts`). */
export type ApplianceMemory = Slices

/**
 * One appliance: a state machine with no clock, randomness or I/O of its own (DESIGN 1). Inputs in, effects out; what
 * must survive is in the store. Only a {@link Driver} may call `step`: it supplies the transaction.
 */
export class Appliance {
  readonly config: ApplianceConfig
  readonly #ctx: Context

  /**
   * `memory`: copied from a running process, like the store beneath it; a new process begins with none. `decisions`:
   * others than the product's only where it is proved that they would be noticed (CHA-05).
   */
  constructor(
    config: ApplianceConfig,
    store: Store,
    random: Random,
    memory: ApplianceMemory = new Map(),
    decisions: Decisions = soundDecisions,
  ) {
    const guid = guidSinceReset(store) ?? config.guid
    this.config = { ...config, guid }
    const durable = new Durable(config, store)
    this.#ctx = new Context({
      config: this.config,
      bornGuid: config.guid,
      store,
      random,
      durable,
      decisions,
      slices: memory,
    })
    // Read now, so that an appliance that cannot read its store fails here and not at its first client.
    deskOf(this.#ctx)
    registryOf(this.#ctx)
  }

  /** Handles one input at lab time `nowMs` and returns what to do once it is committed. */
  step(input: ApplianceInput, nowMs: number): readonly ApplianceEffect[] {
    const ctx = this.#ctx
    ctx.nowMs = nowMs
    if (ctx.isOver) return afterTheEnd(ctx, input)
    noteStep(ctx)
    dispatch(ctx, input)
    for (let signal = ctx.takeSignal(); signal !== undefined; signal = ctx.takeSignal())
      onSignal(ctx, signal)
    return ctx.takeEffects()
  }

  /** What it keeps in memory besides the store, by folder: plain data, to be read and copied between batches. */
  get memory(): ApplianceMemory {
    return this.#ctx.slices
  }

  /** Why clients are refused now, whoever they are; null = they are served. Reads only. */
  refusalToServe(): Refusal | null {
    return refusalToServe(this.#ctx)
  }

  /** Why that caller may not ask for that operation now, before its input is known; null = they may. Reads only. */
  refusalToAsk(operation: OperationName, caller: Caller, nowMs: number): Refusal | null {
    this.#ctx.nowMs = nowMs
    return refusalOfCaller(this.#ctx, operation, operationOf(operation), caller)
  }

  /**
   * Why that account may not use that API now, or that action of it; null = it may. Who they are was proved before, by
   * whoever asks. Reads only.
   */
  refusalToUseApi(api: ApiName, user: ApiUser, action?: string): Refusal | null {
    return refusalToUseApi(this.#ctx, api, user, action)
  }

  /** What `GET /` says now. Reads only. */
  portal(): PortalAnswer {
    return portalOf(this.#ctx)
  }

  /** What it is and holds now, for the XML APIs. Reads only; to be asked anew for each answer. */
  reading(nowMs: number): ApplianceReading {
    this.#ctx.nowMs = nowMs
    return readingOf(this.#ctx)
  }

  /** What load balancers are told now. Reads only. */
  health(): Health {
    return healthOf(this.#ctx)
  }
}

/** Whoever asks now is told; everything else is lost, as in any restart. */
const afterTheEnd = (ctx: Context, input: ApplianceInput): readonly ApplianceEffect[] =>
  input.kind === 'operation'
    ? [
        {
          kind: 'answer',
          request: input.request,
          outcome: refused(refusal('restarting', { appliance: ctx.name })),
        },
      ]
    : []

function dispatch(ctx: Context, input: ApplianceInput): void {
  switch (input.kind) {
    case 'started':
      onStarted(ctx)
      return
    case 'stopping':
      disconnectClients(ctx, 'the appliance is shutting down')
      storeRegistry(ctx)
      ctx.durable.markStopped()
      return
    case 'timer':
      onTimer(ctx, input.timer)
      return
    case 'operation':
      onOperation(ctx, input)
      return
    case 'link-up':
    case 'link-down':
    case 'dial-failed':
    case 'link-message':
      onLinkInput(ctx, input)
      return
    case 'client-message':
      onClientMessage(ctx, input.connection, input.message)
      return
    case 'client-closed':
      onClientClosed(ctx, input.connection)
      return
    case 'blobs-fetched':
      onBlobsFetched(ctx, input.names, input.bytes)
      return
    case 'blobs-failed':
      onBlobsFailed(ctx, input.reason)
      return
    case 'blobs-checked':
      onBlobsChecked(ctx, input)
      return
    case 'blobs-lost':
      noteLost(ctx, input)
      return
    case 'sample-blobs-made':
      onSampleBlobsMade(ctx, input.request, input.blobs)
      return
    case 'password-verified':
    case 'password-hashed':
    case 'secrets-made':
      onPasswordInput(ctx, input)
      return
    case 'update-work-done':
    case 'backup-written':
    case 'backup-read':
    case 'certificate-work-done':
    case 'recordings-discarded':
      onFileWork(ctx, input)
      return
    case 'address-conflict':
    case 'claim-refused':
    case 'addresses-answered':
    case 'site-route':
    case 'mail-done':
    case 'event-posted':
      onWord(ctx, input)
      return
    default:
      unreachable(input)
  }
}

type FileWork = Extract<
  ApplianceInput,
  {
    kind:
      | 'update-work-done'
      | 'backup-written'
      | 'backup-read'
      | 'certificate-work-done'
      | 'recordings-discarded'
  }
>

/** What the carrier has made of files. */
function onFileWork(ctx: Context, input: FileWork): void {
  switch (input.kind) {
    case 'recordings-discarded':
      onRecordingsDiscarded(ctx)
      return
    case 'update-work-done':
      onUpdateWorkDone(ctx, input.done)
      return
    case 'backup-written':
      onBackupWritten(ctx, input)
      return
    case 'backup-read':
      onBackupRead(ctx, input)
      return
    case 'certificate-work-done':
      onCertificateWorkDone(ctx, input.request, input.done)
      return
    default:
      unreachable(input)
  }
}

type Word = Extract<
  ApplianceInput,
  {
    kind:
      | 'address-conflict'
      | 'claim-refused'
      | 'addresses-answered'
      | 'site-route'
      | 'mail-done'
      | 'event-posted'
  }
>

/** What the network, or a host behind it, says. */
function onWord(ctx: Context, input: Word): void {
  switch (input.kind) {
    case 'address-conflict':
      onAddressConflict(ctx, input.address, input.others)
      return
    case 'claim-refused':
      onClaimRefused(ctx, input.address, input.highest)
      return
    case 'addresses-answered':
      if (input.purpose === 'status-check') onTestAddressesAnswered(ctx, input.reached)
      else onAddressesAnswered(ctx, input.reached)
      return
    case 'mail-done':
      onMailDone(ctx, input.id, input.outcome)
      return
    case 'event-posted':
      onEventPosted(ctx, input.id, input.outcome)
      return
    case 'site-route':
      onSiteRoute(ctx, input.leadsHere)
      return
    default:
      unreachable(input)
  }
}

function onLinkInput(ctx: Context, input: LinkInput): void {
  switch (input.kind) {
    case 'link-up':
      onLinkUp(ctx, input.link, input.side)
      return
    case 'dial-failed':
      onDialFailed(ctx, input.link, input.reason, input.detail)
      return
    case 'link-down':
      onLinkGone(ctx, input.link, input.reason)
      return
    case 'link-message': {
      const link = findLink(ctx, input.link)
      // A link that we have closed may still deliver what was in transit.
      if (link !== undefined) onLinkMessage(ctx, link, input.message)
      return
    }
    default:
      unreachable(input)
  }
}

function onStarted(ctx: Context): void {
  const { state, durable } = ctx
  assert(!hasLinks(ctx), 'started comes first')
  noteStarted(ctx)
  const afterCrash = durable.markRunning()
  durable.save()
  const { base, site } = state.software
  ctx.record({
    name: 'appliance-started',
    base,
    site,
    role: state.role,
    epoch: state.epoch,
    afterCrash,
  })
  if (durable.preSharedKey !== '')
    ctx.emit({ kind: 'use-pre-shared-key', key: durable.preSharedKey })
  resumeServing(ctx)
  resumeAfterStart(ctx)
  cutOrphanedSessions(ctx)
  resumeSampleData(ctx)
  if (afterCrash && activityOf(ctx).length > 0) noteActivity(ctx, 'restart', [''])
  if (state.role === 'primary' && state.watchedBy !== undefined) {
    suspendServing(ctx, 'it was not running')
    onPulse(ctx)
    ctx.setTimer('lease', 0)
  }
  claimEnabledAddresses(ctx)
  discardOldRecordings(ctx)
  startScrub(ctx)
  watchMailConditions(ctx)
  retryMails(ctx)
  deliverEvents(ctx)
  if (state.leaving !== undefined) keepWitness(ctx)
  if (state.role === 'none') return
  beginWatch(ctx)
  keepWitness(ctx)
  // Dial at once; a sync that the stop interrupted resumes with it.
  if (state.role === 'backup') syncWhenLinked(ctx, 'first')
  dialPeer(ctx)
  scheduleRedial(ctx)
}
