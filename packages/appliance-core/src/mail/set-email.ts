import type { EmailSettings, InputOf } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { putSetting, refusalToStore } from '../settings/settings.ts'
import { queueMail, retryMails, troubleOfOutbox, waitingMails } from './outbox.ts'
import { emailKey, emailSettingsOf, usualEmailSettings } from './settings.ts'
import { watchMailConditions } from './watch.ts'

/** `set-email` (product facts 1.16). What waits goes by the relay that was named last, at once. */
export function setEmail(
  ctx: Context,
  request: PendingRequest<'set-email'>,
  { test = false, ...input }: InputOf<'set-email'>,
): void {
  const settings: EmailSettings = {
    ...(emailSettingsOf(ctx) ?? usualEmailSettings(ctx)),
    ...input,
  }
  const value = JSON.stringify(settings)
  const why = refusalToStore(ctx, { key: emailKey, value })
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  putSetting(ctx, emailKey, value)
  ctx.record({ name: 'setting-changed', key: emailKey })
  ctx.accept(request, settings)
  watchMailConditions(ctx)
  retryMails(ctx)
  if (test)
    queueMail(ctx, settings, {
      about: 'test',
      subject: 'test email',
      text: 'The e-mail configuration was saved, and this is the test that was asked for.',
    })
}

export function showEmail(ctx: Context, request: PendingRequest<'show-email'>): void {
  const waiting = waitingMails(ctx).map(({ id, mail: { subject }, queuedAtMs, attempts }) => ({
    id,
    subject,
    queuedAtMs,
    attempts,
  }))
  ctx.accept(request, {
    settings: emailSettingsOf(ctx),
    waiting,
    trouble: waiting.length === 0 ? null : troubleOfOutbox(ctx),
  })
}
