import type { Outcome, UpdateOffer, UpdateQuestion } from '@understudy/shared'
import { boxTimeMs } from '../box/clock.ts'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { beginWork } from './begin-work.ts'
import { linesOf } from './lines.ts'

/** `check-for-updates`: what the update server has, installable or greyed with the reason (UPD-01). */
export function checkForUpdates(ctx: Context, request: PendingRequest<'check-for-updates'>): void {
  const question = questionOf(ctx, 'check', '')
  const ask = { kind: 'ask', request: request.request, question, keepAs: null } as const
  beginWork(ctx, { for: 'check', request }, ask)
}

export function questionOf(ctx: Context, ask: UpdateQuestion['ask'], name: string): UpdateQuestion {
  const { guid, name: appliance } = ctx.config
  const { base, site } = ctx.state.software
  return { ask, package: name, appliance, guid, base, site, atMs: boxTimeMs(ctx) }
}

export function onChecked(
  ctx: Context,
  request: PendingRequest<'check-for-updates'>,
  outcome: Outcome<{ readonly offers: readonly UpdateOffer[] }>,
): void {
  if (!outcome.ok) {
    const { code, message } = outcome.refusal
    ctx.record({ name: 'update-check-failed', code, message })
    ctx.refuse(request, outcome.refusal)
    return
  }
  const updates = linesOf(ctx, outcome.value.offers)
  ctx.record({
    name: 'updates-checked',
    installable: updates.filter((u) => u.installable).map((u) => u.name),
    greyed: updates
      .filter((u) => !u.installable)
      .map((u) => ({ package: u.name, reason: u.reason })),
  })
  ctx.accept(request, { updates })
}
