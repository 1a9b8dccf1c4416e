import { type EmailSettings, type Mail, timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { MailOutcome } from '../ports/input.ts'
import { emailSettingsOf } from './settings.ts'
import { mailSlice } from './slice.ts'

/*
 * Mails that have not got to the relay yet. They are on disk before anything of them is sent and leave it when the relay
 * has taken them, so that a crash at any moment loses none; one that was taken just before may come twice, under the same
 * id. One is sent at a time, the oldest first.
 */

const outboxKey = 'mail-outbox'
/** Whoever is not reached for days is told of the newest trouble, not of all. */
const waitingMax = 100

export interface WaitingMail {
  readonly id: string
  readonly mail: Mail
  readonly queuedAtMs: number
  readonly attempts: number
}

/** What is to be told; `about`: the name of the condition. */
export interface Notice {
  readonly about: string
  readonly subject: string
  readonly text: string
}

export function waitingMails(ctx: Context): readonly WaitingMail[] {
  const text = ctx.store.values.get(outboxKey)
  return text === undefined ? [] : (JSON.parse(text) as readonly WaitingMail[])
}

/** Why the last attempt did not get there; null = it did, or there was none. */
export const troubleOfOutbox = (ctx: Context): string | null => mailSlice.of(ctx).trouble

/** To all recipients at once; to nobody if there are none. */
export function queueMail(
  ctx: Context,
  { from, recipients }: EmailSettings,
  { about, subject, text }: Notice,
): void {
  if (recipients.length === 0) return
  const { siteHostname, name } = ctx.config
  const mail: Mail = {
    from,
    to: recipients,
    subject: `[${siteHostname}] ${name}: ${subject}`,
    text: `${text}\n`,
  }
  const id = `${ctx.random.hex(16)}@${ctx.config.hostname}`
  const { nowMs } = ctx
  const waiting = waitingMails(ctx)
  const kept = waiting.slice(Math.max(0, waiting.length + 1 - waitingMax))
  for (const { id, mail } of waiting.slice(0, waiting.length - kept.length))
    giveUp(ctx, id, mail, `more than ${waitingMax} mails wait`)
  keep(ctx, [...kept, { id, mail, queuedAtMs: nowMs, attempts: 0 }])
  ctx.record({ name: 'mail-queued', id, about, to: recipients, subject: mail.subject })
  if (mailSlice.of(ctx).sending === null && mailSlice.of(ctx).failures === 0) sendNext(ctx)
}

/** After a start, or when there is another relay: what could not be sent is tried at once. */
export function retryMails(ctx: Context): void {
  const slice = mailSlice.of(ctx)
  slice.failures = 0
  if (slice.sending === null) sendNext(ctx)
}

/** The relay has not answered in time, or it is time to try again. */
export function onMailTimer(ctx: Context): void {
  const slice = mailSlice.of(ctx)
  if (slice.sending === null) sendNext(ctx)
  else
    onMailDone(ctx, slice.sending.id, {
      ok: false,
      reason: `the relay did not answer within ${timeouts.mailMs} ms`,
      isFinal: false,
    })
}

/** What became of that mail; it may have been given up, or taken by an attempt that came late. */
export function onMailDone(ctx: Context, id: string, outcome: MailOutcome): void {
  const slice = mailSlice.of(ctx)
  const waiting = waitingMails(ctx)
  const found = waiting.find((one) => one.id === id)
  const isCurrent = slice.sending?.id === id
  if (isCurrent) slice.sending = null
  if (isCurrent) ctx.clearTimer('mail')
  if (outcome.ok && found !== undefined)
    keep(
      ctx,
      waiting.filter((one) => one !== found),
    )
  else if (!outcome.ok && isCurrent && found !== undefined) onFailure(ctx, found, outcome)
  if (outcome.ok) {
    slice.failures = 0
    slice.trouble = null
  }
  if (slice.sending === null && slice.failures === 0) sendNext(ctx)
}

function onFailure(
  ctx: Context,
  { id, mail }: WaitingMail,
  { reason, isFinal }: Extract<MailOutcome, { ok: false }>,
): void {
  const slice = mailSlice.of(ctx)
  slice.trouble = reason
  const isOver = (one: WaitingMail): boolean =>
    ctx.nowMs - one.queuedAtMs >= timeouts.mailKeptMs || (isFinal && one.id === id)
  const waiting = waitingMails(ctx)
  const over = waiting.filter(isOver)
  for (const one of over) giveUp(ctx, one.id, one.mail, reason)
  if (over.length > 0) {
    keep(
      ctx,
      waiting.filter((one) => !isOver(one)),
    )
    slice.failures = 0
    return
  }
  slice.failures += 1
  if (slice.failures === 1) ctx.record({ name: 'mail-waits', id, subject: mail.subject, reason })
  const delayMs = timeouts.mailRetryMs * 2 ** Math.min(slice.failures - 1, 10)
  ctx.setTimer('mail', Math.min(delayMs, timeouts.mailRetryMsMax))
}

function sendNext(ctx: Context): void {
  const [next, ...rest] = waitingMails(ctx)
  const settings = emailSettingsOf(ctx)
  if (next === undefined || settings === null) return
  const { id, mail } = next
  const { relay, port } = settings
  keep(ctx, [{ ...next, attempts: next.attempts + 1 }, ...rest])
  mailSlice.of(ctx).sending = { id, sinceMs: ctx.nowMs }
  ctx.setTimer('mail', timeouts.mailMs)
  ctx.emit({ kind: 'send-mail', id, relay, port, mail })
}

function giveUp(ctx: Context, id: string, { subject }: Mail, reason: string): void {
  ctx.record({ name: 'mail-given-up', id, subject, reason })
}

function keep(ctx: Context, waiting: readonly WaitingMail[]): void {
  if (waiting.length === 0) ctx.store.values.remove(outboxKey)
  else ctx.store.values.put(outboxKey, JSON.stringify(waiting))
}
