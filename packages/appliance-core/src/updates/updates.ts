import {
  availableUpdates,
  catalogue,
  compareVersions,
  findPackage,
  type InputOf,
  type InstalledSoftware,
  installationMs,
  nearestWord,
  type Refusal,
  refusal,
  refusalToInstall,
  type SoftwarePackage,
} from '@understudy/shared'
import { disconnectClients } from '../clients/disconnect.ts'
import type { Context } from '../context.ts'
import { closeLink } from '../link/close.ts'
import { peerLinkOf } from '../link/peer-link.ts'
import type { PendingRequest } from '../pending-request.ts'

/** `check-for-updates`: what is newer, installable or greyed with the reason (UPD-01). */
export function checkForUpdates(ctx: Context, request: PendingRequest<'check-for-updates'>): void {
  const updates = availableUpdates(ctx.state.software).map(({ package: p, refusal: why }) => ({
    name: p.name,
    kind: p.kind,
    version: p.version,
    installable: why === null,
    reason: why?.message ?? '',
  }))
  ctx.record({
    name: 'updates-checked',
    installable: updates.filter((u) => u.installable).map((u) => u.name),
    greyed: updates
      .filter((u) => !u.installable)
      .map((u) => ({ package: u.name, reason: u.reason })),
  })
  ctx.accept(request, { updates })
}

/** `install-update`: users are disconnected and the site shows the maintenance page until it is done (UPD-06). */
export function installUpdate(
  ctx: Context,
  request: PendingRequest<'install-update'>,
  input: InputOf<'install-update'>,
): void {
  const why = refusalOf(ctx, input)
  const target = findPackage(input.package)
  if (why !== null || target === undefined) {
    const refused = why ?? refusal('unknown-package', { found: input.package })
    ctx.record({
      name: 'update-refused',
      package: input.package,
      code: refused.code,
      message: refused.message,
    })
    ctx.refuse(request, refused)
    return
  }
  const durationMs = installationMs(
    ctx.config.installation,
    target.kind,
    ctx.store.totals().recordedBytes,
  )
  if (ctx.decisions.usersLeaveBefore('maintenance')) disconnectClients(ctx, 'maintenance')
  const link = peerLinkOf(ctx)
  if (link !== null) closeLink(ctx, link, 'maintenance')
  ctx.state.installation = {
    package: target.name,
    startedAtMs: ctx.nowMs,
    endsAtMs: ctx.nowMs + durationMs,
  }
  ctx.durable.save()
  ctx.setTimer('installation', durationMs)
  ctx.record({ name: 'update-started', package: target.name, durationMs })
  ctx.accept(request, { package: target.name, durationMs })
}

/** The new version, whole, in one transaction (UPD-09). */
export function finishInstallation(ctx: Context): void {
  const { state } = ctx
  const target = findPackage(state.installation?.package ?? '')
  if (target === undefined) {
    abandonInstallation(ctx)
    return
  }
  state.software = softwareAfter(ctx, target, true)
  state.installation = null
  ctx.durable.save()
  ctx.record({ name: 'update-finished', package: target.name, ...state.software })
}

/** After a start: an installation that was interrupted has left the old version, whole (UPD-09). */
export function abandonInstallation(ctx: Context): void {
  const { state } = ctx
  if (state.installation === null || !ctx.decisions.abandonsAtStart()) return
  const { package: name } = state.installation
  const target = findPackage(name)
  if (target !== undefined) state.software = softwareAfter(ctx, target, false)
  state.installation = null
  ctx.durable.save()
  ctx.record({ name: 'update-interrupted', package: name, ...state.software })
}

const softwareAfter = (
  ctx: Context,
  { kind, version }: SoftwarePackage,
  isComplete: boolean,
): InstalledSoftware =>
  ctx.decisions.softwareAfter(ctx.state.software, { [kind]: version }, isComplete)

function refusalOf(ctx: Context, input: InputOf<'install-update'>): Refusal | null {
  const target = findPackage(input.package)
  if (target === undefined) {
    const known = catalogue
      .filter((p) => compareVersions(p.version, ctx.state.software[p.kind]) > 0)
      .map((p) => p.name)
    return refusal('unknown-package', {
      found: input.package,
      nearest: nearestWord(input.package, known),
    })
  }
  const why = refusalToInstall(target, ctx.state.software)
  if (why !== null) return why
  return input.acceptEula === true ? null : refusal('eula-not-accepted', { target: target.name })
}
