import {
  doneAfter,
  findPackage,
  type InstallationStep,
  type InstalledSoftware,
  licencesOfPackage,
  type OpenedPackage,
  type SoftwarePackage,
  stepsBefore,
} from '@understudy/shared'
import { disconnectClients } from '../clients/disconnect.ts'
import type { Context } from '../context.ts'
import type { Installation, UploadedPackage } from '../durable.ts'
import { closePeerLinks } from '../link/close.ts'
import type { PendingRequest } from '../pending-request.ts'
import { refusalOfFile } from './judge.ts'
import { addOnsOf, durationMsOf, uploadsOf } from './lines.ts'
import { forgetMigration, migrateSome } from './migration.ts'

/** Marks the look that an installation itself takes into its file. */
export const installationRequest = 'installation'

/**
 * Users are disconnected, and the site shows the maintenance page until it is done (UPD-06). An add-on touches nobody
 * (UPD-08).
 */
export function beginInstallation(
  ctx: Context,
  request: PendingRequest<'install-update'>,
  { package: name, kind, file }: UploadedPackage,
  eula: string,
): void {
  const durationMs = durationMsOf(ctx, kind)
  ctx.record({ name: 'update-started', package: name, durationMs, eula })
  if (kind === 'licences') complete(ctx, name)
  else {
    if (ctx.decisions.usersLeaveBefore('maintenance')) disconnectClients(ctx, 'maintenance')
    closePeerLinks(ctx, 'maintenance')
    const endsAtMs = ctx.nowMs + durationMs
    ctx.state.installation = { package: name, startedAtMs: ctx.nowMs, endsAtMs, file, eula }
    enter(ctx, 'checking')
  }
  ctx.accept(request, { package: name, durationMs })
}

/** Each step is on disk before it begins. */
function enter(ctx: Context, step: InstallationStep): void {
  const { installation } = ctx.state
  if (installation === null) return
  ctx.state.installation = { ...installation, step }
  ctx.durable.save()
  const { startedAtMs, endsAtMs, package: name } = installation
  const wholeMs = endsAtMs - startedAtMs
  const doneMs = (of: InstallationStep | undefined): number =>
    of === undefined ? 0 : Math.round(wholeMs * doneAfter[of])
  const beganMs = doneMs(stepsBefore(step).at(-1))
  // A clock that was set back meanwhile makes nothing longer.
  const passedMs = Math.max(beganMs, ctx.nowMs - startedAtMs)
  ctx.record({ name: 'update-step', package: name, step, remainingMs: wholeMs - passedMs })
  ctx.setTimer('installation', Math.max(0, doneMs(step) - passedMs))
}

/** The time of a step is over: its work is done now. */
export function onInstallationTimer(ctx: Context): void {
  const { installation } = ctx.state
  if (installation === null || !isRunning(installation)) return
  const { step, file = '' } = installation
  switch (step) {
    case 'checking':
      ctx.emit({ kind: 'update-work', work: { kind: 'open', request: installationRequest, file } })
      return
    case 'unpacking':
      ctx.emit({ kind: 'update-work', work: { kind: 'unpack', file } })
      return
    case 'migrating':
      onMigrating(ctx, installation)
      return
    case 'switching':
      complete(ctx, installation.package)
      return
    default:
      abandon(ctx, 'it has no step')
  }
}

export function onPackageOpened(ctx: Context, opened: OpenedPackage): void {
  const { installation } = ctx.state
  if (installation?.step !== 'checking' || !isRunning(installation)) return
  const why = refusalOfFile(ctx, installation.file ?? '', opened)
  if (why === null) enter(ctx, 'unpacking')
  else abandon(ctx, why.message)
}

/** `trouble`: the disk is full, for example. */
export function onUnpacked(ctx: Context, trouble: string | null): void {
  const { installation } = ctx.state
  if (installation?.step !== 'unpacking' || !isRunning(installation)) return
  if (ctx.decisions.isUnpacked(trouble)) enter(ctx, 'migrating')
  else abandon(ctx, trouble ?? 'it could not be unpacked')
}

/** A batch at a time, each in a transaction of its own. */
function onMigrating(ctx: Context, { package: name }: Installation): void {
  const target = findPackage(name)
  const migrated = target === undefined ? 'done' : migrateSome(ctx, target)
  if (migrated === 'more') ctx.setTimer('installation', 0)
  else if (migrated === 'done') enter(ctx, 'switching')
  else abandon(ctx, migrated.found)
}

/** The new version, whole, in one transaction (UPD-09). */
function complete(ctx: Context, name: string): void {
  const { state } = ctx
  const target = findPackage(name)
  if (target !== undefined) state.software = softwareAfter(ctx, target, true)
  if (target?.kind === 'site') state.siteUpdatedAtMs = ctx.nowMs
  const licences = licencesOfPackage(name)
  if (licences !== undefined) {
    state.addedLicences = (state.addedLicences ?? 0) + licences
    state.addOns = [...addOnsOf(ctx), name]
  }
  state.installation = null
  state.uploads = uploadsOf(ctx).filter((one) => one.package !== name)
  forgetMigration(ctx)
  ctx.durable.save()
  tidy(ctx)
  ctx.record({ name: 'update-finished', package: name, ...state.software })
}

/** The old version, whole: nothing of it was touched before the switch (UPD-09). */
export function abandon(ctx: Context, reason: string): void {
  const { state } = ctx
  if (state.installation === null) return
  const { package: name } = state.installation
  const target = findPackage(name)
  if (target !== undefined) state.software = softwareAfter(ctx, target, false)
  state.installation = null
  forgetMigration(ctx)
  ctx.durable.save()
  ctx.clearTimer('installation')
  tidy(ctx)
  ctx.record({ name: 'update-interrupted', package: name, ...state.software, reason })
}

const softwareAfter = (
  ctx: Context,
  { kind, version }: SoftwarePackage,
  isComplete: boolean,
): InstalledSoftware =>
  ctx.decisions.softwareAfter(ctx.state.software, { [kind]: version }, isComplete)

const tidy = (ctx: Context): void =>
  ctx.emit({
    kind: 'update-work',
    work: { kind: 'tidy', keep: uploadsOf(ctx).map(({ file }) => file) },
  })

export const isRunning = ({ state }: Installation): boolean => state === undefined

/**
 * After a start: an interrupted installation has left the old version, whole (UPD-09); but a Base that had stalled must not
 * be restarted, and now only support can help (UPD-07).
 */
export function resumeAfterStart(ctx: Context): void {
  const { installation } = ctx.state
  if (installation === null) {
    // It may have ended before the files could be removed.
    tidy(ctx)
    return
  }
  const isBase = findPackage(installation.package)?.kind === 'base'
  if (!ctx.decisions.isBroken(!isRunning(installation), isBase)) {
    if (ctx.decisions.abandonsAtStart()) abandon(ctx, 'the appliance was restarted')
    return
  }
  ctx.state.installation = { ...installation, state: 'broken' }
  ctx.durable.save()
  ctx.record({ name: 'update-broken', package: installation.package })
}
