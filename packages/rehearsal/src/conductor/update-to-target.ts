import {
  type ApplianceName,
  type ApplianceStatus,
  compareVersions,
  formatDuration,
  type InstalledSoftware,
  type SoftwarePackage,
  upgradePath,
} from '@understudy/shared'
import { ask, invoke, networkStatusOf, pause, statusOf } from './calls.ts'
import type { Condition, Failure } from './conditions.ts'
import { turnPage } from './operator.ts'
import type { Task } from './stage.ts'
import { type StepContext, waitMsOf, warn, withinMsOf } from './step-context.ts'
import { bringByHand } from './update-by-hand.ts'
import { waitUntil } from './waiting.ts'

/** The longest wait for an installation, unless the step's `within` says otherwise. */
const installMaxMs = 6 * 3_600_000
/** The event that ends an installation may be lost with the process that would have sent it. */
const installPollMs = 300_000
/** Clients need this long between two site packages to update themselves (G2, UPD-08). */
const clientUpdateMs = 24 * 3_600_000

/** Brings the appliance to the lab's target package by package, as an operator on the Updates page would (G2). */
export function* updateToTarget(
  ctx: StepContext,
  appliance: ApplianceName,
): Task<Failure | undefined> {
  const { stage, evidence } = ctx
  const { target } = stage.plan.lab
  const greyed = new Set<string>()
  const saved = new Map<string, string>()
  for (;;) {
    const status = yield* statusOf(stage, appliance)
    if (!status.ok) return { expected: `${appliance} to tell its versions`, found: status.found }
    const path = upgradePath(status.value, target)
    if (path === null)
      return {
        expected: `packages that lead ${appliance} to ${softwareText(target)}`,
        found: `none from ${softwareText(status.value)}`,
      }
    const [next] = path
    if (next === undefined) {
      evidence.push(`${appliance} has ${softwareText(status.value)}.`)
      return undefined
    }
    if (next.kind === 'site') yield* letClientsFollow(ctx, appliance, next)
    const failure =
      (ctx.step.by === 'manual'
        ? yield* bringByHand(ctx, appliance, next, saved)
        : yield* offered(ctx, appliance, next, greyed)) ??
      (yield* backUpBefore(ctx, appliance, next)) ??
      (yield* install(ctx, appliance, next))
    if (failure !== undefined) return failure
  }
}

/** Checks for updates: the package must be offered. Notes what is greyed out on the way to the target. */
function* offered(
  { stage, evidence }: StepContext,
  appliance: ApplianceName,
  next: SoftwarePackage,
  greyed: Set<string>,
): Task<Failure | undefined> {
  const expected = `${next.name} among the available updates of ${appliance}`
  const answer = yield* invoke(stage, appliance, 'check-for-updates', {})
  if (!answer.ok) return { expected, found: answer.found }
  const { updates } = answer.value
  const { target } = stage.plan.lab
  for (const { name, kind, version, installable, reason } of updates) {
    if (kind === 'licences' || installable || greyed.has(name)) continue
    if (compareVersions(version, target[kind]) > 0) continue
    greyed.add(name)
    evidence.push(`${name} is greyed: ${reason}`)
  }
  const update = updates.find(({ name }) => name === next.name)
  if (update === undefined) {
    const names = updates.map(({ name }) => name).join(', ')
    return { expected, found: names === '' ? 'no updates' : names }
  }
  return update.installable ? undefined : { expected, found: `greyed: ${update.reason}` }
}

/** Kept as `update-a-Bomgar-12.2.0.nsb`: what to restore on other hardware if this very package ruins the box. */
function* backUpBefore(
  ctx: StepContext,
  appliance: ApplianceName,
  { name }: SoftwarePackage,
): Task<Failure | undefined> {
  const { stage, step, evidence } = ctx
  if (step.backup === undefined) return undefined
  const file = `${step.id}-${name.replaceAll(' ', '-')}.nsb`
  yield* turnPage(ctx, file)
  const answer = yield* ask(stage, appliance, 'download-backup', {}, withinMsOf(ctx), file)
  if (!answer.ok) return { expected: `${appliance} to do download-backup`, found: answer.found }
  evidence.push(`${appliance}: backup kept as ${file} before ${name}.`)
  return undefined
}

function* install(
  ctx: StepContext,
  appliance: ApplianceName,
  next: SoftwarePackage,
): Task<Failure | undefined> {
  const { stage, evidence } = ctx
  // The End User Licence Agreement has a page of its own (UPD-03).
  yield* turnPage(ctx, next.name)
  if (next.kind === 'site') yield* warnOfClientUpdates(ctx, appliance, next)
  const startedAtMs = stage.nowMs
  const input = { package: next.name, acceptEula: true }
  const answer = yield* invoke(stage, appliance, 'install-update', input)
  if (!answer.ok)
    return { expected: `${next.name} to install on ${appliance}`, found: answer.found }
  const waited = yield* waitUntil(stage, [installed(appliance, next)], {
    withinMs: withinMsOf(ctx, installMaxMs),
    pollMs: installPollMs,
    hopeless: (event) =>
      event.name === 'update-interrupted' && event.source === appliance
        ? `the installation of ${event.package} was interrupted`
        : undefined,
  })
  if (!waited.held) return waited
  if (next.kind === 'site') ctx.siteUpdates.set(appliance, stage.nowMs)
  const minutes = Math.round((stage.nowMs - startedAtMs) / 6_000) / 10
  evidence.push(`${appliance}: ${next.name} installed in ${minutes} min.`)
  return undefined
}

function installed(appliance: ApplianceName, { name, kind, version }: SoftwarePackage): Condition {
  const hasIt = (status: ApplianceStatus) => status[kind] === version
  return {
    of: appliance,
    expected: `${appliance}: ${name} installed`,
    holds: (status: ApplianceStatus) => status.installation === null && hasIt(status),
    found: (status: ApplianceStatus) => {
      const under = status.installation === null ? 'nothing' : status.installation.package
      return `${appliance}: ${softwareText(status)}, installing ${under}`
    },
  }
}

/** The step's `wait` counts from the previous site package; before the first one there is no wait. */
function* letClientsFollow(
  ctx: StepContext,
  appliance: ApplianceName,
  next: SoftwarePackage,
): Task<void> {
  const before = ctx.siteUpdates.get(appliance)
  const waitMs = waitMsOf(ctx)
  if (before === undefined || waitMs === 0) return
  const leftMs = before + waitMs - ctx.stage.nowMs
  if (leftMs <= 0) return
  yield* pause(ctx.stage, leftMs)
  const waited = formatDuration(waitMs)
  ctx.evidence.push(
    `${appliance}: waited until ${waited} after the site package before ${next.name}.`,
  )
}

/**
 * UPD-08: clients that miss a version may have to be redeployed by hand. Said once, and only for an appliance the site
 * leads to: no client updates itself at another.
 */
function* warnOfClientUpdates(
  ctx: StepContext,
  appliance: ApplianceName,
  next: SoftwarePackage,
): Task<void> {
  const before = ctx.siteUpdates.get(appliance)
  if (before === undefined || ctx.stage.nowMs - before >= clientUpdateMs) return
  if (ctx.stage.areClientsRemoved) return
  const network = yield* networkStatusOf(ctx.stage)
  if (network.ok && network.value.siteLeadsTo !== appliance) return
  if (!ctx.stage.isFirst('client-updates')) return
  const hours = Math.round((ctx.stage.nowMs - before) / 360_000) / 10
  const advice = 'clients need 24 h between two site packages to update themselves'
  const message = `${next.name} follows ${hours} h after the site package before it on ${appliance}: ${advice}; those that miss a version may have to be redeployed by hand (UPD-08).`
  warn(ctx, 'client-updates', message)
}

const softwareText = ({ base, site }: InstalledSoftware) => `Base ${base} and Bomgar-${site}`
