import {
  type ApplianceName,
  type ApplianceStatus,
  capabilitiesOf,
  formatDuration,
} from '@understudy/shared'
import type { WarningName } from '../runbook/schema.ts'
import { networkStatusOf, statusOf } from './calls.ts'
import type { Task } from './stage.ts'
import { applianceOf, type StepContext, waitMsOf, warn, warnOfLoss } from './step-context.ts'

/** G2 asks for a pause short enough to limit the time without failover; anything longer than this is too long. */
const pauseMaxMs = 24 * 3_600_000

/** Raises the warnings the step asks for, where they apply, before it acts. */
export function* raiseWarnings(ctx: StepContext): Task<void> {
  for (const name of ctx.step.warn ?? []) yield* warnings[name](ctx)
}

const warnings = {
  'session-gap': warnOfSessionGap,
  'no-redundancy': warnOfNoRedundancy,
  unsynced: warnOfUnsynced,
  'left-behind': warnOfLeftBehind,
} satisfies Record<WarningName, (ctx: StepContext) => Task<void>>

/**
 * SYN-04: what the appliance being left has recorded on its own is replaced when the relationship is re-established.
 */
function* warnOfSessionGap(ctx: StepContext): Task<void> {
  const left = yield* leftAppliance(ctx)
  const answer = yield* statusOf(ctx.stage, left)
  if (!answer.ok || capabilitiesOf(answer.value.site).sessionsMerge) return
  const { ownSinceSync, active } = answer.value.sessions
  // The runbook's own test of the appliance records one more.
  const tests = ctx.step.test === 'by-hosts-file' ? 1 : 0
  const count = ownSinceSync + active + tests
  // Asked again later: only more than has been said already is news.
  if (ctx.stage.hasAnnounced(count)) return
  warnOfLoss(ctx, 'session-gap', sessionGapSentence(left.toUpperCase(), answer.value, tests), count)
}

/** The appliance the swing leaves: the step's, or if the step names none, the one the site leads to now. */
function* leftAppliance(ctx: StepContext): Task<ApplianceName> {
  const on = applianceOf(ctx)
  if (on !== undefined) return on
  const network = yield* networkStatusOf(ctx.stage)
  const leadsTo = network.ok ? network.value.siteLeadsTo : null
  return leadsTo ?? ctx.stage.plan.lab.start.serves
}

function sessionGapSentence(
  who: string,
  { site, sessions }: ApplianceStatus,
  tests: number,
): string {
  const count = sessions.ownSinceSync
  const active = sessions.active === 0 ? '' : ` and ${sessions.active} still under way`
  const test = tests === 0 ? '' : ' and the one of this test'
  const recorded = `${count === 1 ? '1 session' : `${count} sessions`} recorded by ${who} since its last sync${active}${test}`
  const why = `sessions of Bomgar-${site}, as of any before 10.6, do not merge`
  const remedy = `Pulling them from ${who} with the Integration Client immediately before the swing saves them outside`
  return `${recorded} will be replaced by the new primary's data when the relationship is established again: ${why}. ${remedy} (SYN-04).`
}

function* warnOfNoRedundancy(ctx: StepContext): Task<void> {
  const durationMs = waitMsOf(ctx)
  if (ctx.step.wait !== undefined && durationMs <= pauseMaxMs) return
  const answer = yield* statusOf(ctx.stage, applianceOf(ctx) ?? ctx.stage.plan.lab.start.serves)
  if (!answer.ok || answer.value.relationship !== null) return
  const span = durationMs > 0 ? `for ${Math.round(durationMs / 3_600_000)} h ` : ''
  const message = `There is no failover relationship, and ${span}no appliance could take over: keep the time between the windows short.`
  warn(ctx, 'no-redundancy', message)
}

/** SYN-07: what only the appliance that the site leads to holds is lost with it; nobody can be asked for it afterwards. */
function* warnOfUnsynced({ stage, step }: StepContext): Task<void> {
  const network = yield* networkStatusOf(stage)
  const leadsTo = network.ok ? network.value.siteLeadsTo : null
  const left = leadsTo ?? stage.plan.lab.start.serves
  const answer = yield* statusOf(stage, left)
  if (!answer.ok) return
  const { exposure, sessions } = answer.value
  const records = exposure?.records ?? sessions.stored
  const count = records + sessions.active
  if (count === 0) return
  const since =
    exposure?.sinceSyncMs == null
      ? ''
      : `, ${formatDuration(Math.round(exposure.sinceSyncMs / 1_000) * 1_000)} after its last sync`
  const held = `${countOf(records, 'session record')}${since}, and has ${countOf(sessions.active, 'session')} under way`
  const message = `${left.toUpperCase()} alone holds ${held}: they are lost if it never comes back (SYN-07).`
  stage.record({ name: 'warning', step: step.id, code: 'unsynced', message, count })
}

/** UPD-10: what the box that one leaves has recorded stays there; the older one cannot have it. */
function* warnOfLeftBehind(ctx: StepContext): Task<void> {
  const { stage, step } = ctx
  const left = yield* leftAppliance(ctx)
  const answer = yield* statusOf(stage, left)
  if (!answer.ok) return
  const { ownSinceSync, active } = answer.value.sessions
  const count = ownSinceSync + active
  if (count === 0) return
  const held = `${countOf(ownSinceSync, 'session record')} of its own since the last sync, and has ${countOf(active, 'session')} under way`
  const message = `${left.toUpperCase()} holds ${held}: they stay there, and are not on the box that serves the site afterwards (UPD-10).`
  stage.record({ name: 'warning', step: step.id, code: 'left-behind', message, count })
}

const countOf = (count: number, what: string): string =>
  count === 1 ? `1 ${what}` : `${count} ${what}s`
