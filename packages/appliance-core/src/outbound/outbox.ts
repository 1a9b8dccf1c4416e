import { type EventRecipient, type OutboundEvent, parseJson, timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PostOutcome } from '../ports/input.ts'
import { tellContacts } from './contacts.ts'
import { recipientsOf } from './settings.ts'
import { type Delivery, outboundSlice } from './slice.ts'

/*
 * Outbound events that have not got to their recipients yet (API-06), a queue for each. They are on disk, with what they
 * tell of, before anything of them is sent, and leave it when the recipient has taken them: none is lost by a crash, and
 * one that was taken just before may come twice, with the same bytes. One is sent at a time, in their order: the next waits
 * until the one before it was taken or dropped. A queue is its appliance's own: no sync carries it.
 */

const queuesKey = 'outbound/queues'
/** Whoever takes nothing for long misses the oldest. */
const waitingMax = 1_000

/** Events `first` to `next` - 1 wait. */
interface Queue {
  readonly first: number
  readonly next: number
}

export interface WaitingEvent {
  readonly event: OutboundEvent
  readonly lsid: string
  /** The form that is sent. */
  readonly body: string
  readonly queuedAtMs: number
}

/** For each recipient that is to be told of such events. */
export function queueEvent(ctx: Context, told: Omit<WaitingEvent, 'queuedAtMs'>): void {
  for (const recipient of recipientsOf(ctx)) {
    if (!recipient.enabled || !recipient.events.includes(told.event)) continue
    const { name } = recipient
    const queue = queueOf(ctx, name)
    const number = queue.next
    ctx.store.values.put(
      entryKey(name, number),
      JSON.stringify({ ...told, queuedAtMs: ctx.nowMs } satisfies WaitingEvent),
    )
    keep(ctx, name, { ...queue, next: number + 1 })
    const { event, lsid } = told
    ctx.record({ name: 'outbound-event-queued', recipient: name, number, event, lsid })
    if (number - queue.first >= waitingMax) dropFirst(ctx, name, `more than ${waitingMax} wait`)
    const delivery = deliveryOf(ctx, name)
    if (delivery.sending === null && delivery.failures === 0) sendNext(ctx, recipient)
  }
}

/** After a start, or when recipients have changed: what waits is tried at once, and what nobody waits for goes. */
export function deliverEvents(ctx: Context): void {
  const recipients = recipientsOf(ctx)
  for (const name of Object.keys(queuesOf(ctx))) {
    const recipient = recipients.find((one) => one.name === name)
    if (recipient === undefined) {
      forget(ctx, name)
      continue
    }
    const delivery = deliveryOf(ctx, name)
    delivery.failures = 0
    if (delivery.sending === null) sendNext(ctx, recipient)
  }
}

export function waitingFor(ctx: Context, recipient: string): number {
  const { first, next } = queueOf(ctx, recipient)
  return next - first
}

/** Why the last attempt did not get there; null = it did, or there was none. */
export const troubleWith = (ctx: Context, recipient: string): string | null =>
  outboundSlice.of(ctx).deliveries.get(recipient)?.trouble ?? null

/** The recipient has not answered in time, or it is time to try again, or to tell its contacts. */
export function onOutboundTimer(ctx: Context, name: string): void {
  const recipient = recipientNamed(ctx, name)
  if (recipient === undefined) return
  const delivery = deliveryOf(ctx, name)
  if (delivery.sending !== null) {
    const reason = `no answer within ${timeouts.outboundEventMs} ms`
    onEventPosted(ctx, idOf(name, delivery.sending), { ok: false, reason })
    return
  }
  tellContacts(ctx, recipient, delivery)
  if (ctx.nowMs >= delivery.retryAtMs) sendNext(ctx, recipient)
  else wait(ctx, recipient, delivery)
}

/** What became of that event; it may have been dropped, or taken by an attempt that came late. */
export function onEventPosted(ctx: Context, id: string, outcome: PostOutcome): void {
  const at = id.lastIndexOf('/')
  const [name, number] = [id.slice(0, at), Number(id.slice(at + 1))]
  const recipient = recipientNamed(ctx, name)
  if (recipient === undefined) return
  const delivery = deliveryOf(ctx, name)
  const isCurrent = delivery.sending === number
  if (isCurrent) {
    delivery.sending = null
    ctx.clearTimer(`outbound:${name}`)
  }
  if (ctx.decisions.isEventTaken(outcome)) {
    if (queueOf(ctx, name).first === number) removeFirst(ctx, name)
    Object.assign(delivery, sound)
  } else if (isCurrent && !outcome.ok) {
    onFailure(ctx, recipient, delivery, outcome.reason)
    return
  }
  if (delivery.sending === null && delivery.failures === 0) sendNext(ctx, recipient)
}

function onFailure(
  ctx: Context,
  recipient: EventRecipient,
  delivery: Delivery,
  reason: string,
): void {
  const { name, retryIntervalMs, retryDurationMs } = recipient
  delivery.trouble = reason
  delivery.failures += 1
  delivery.failingSinceMs ??= ctx.nowMs
  if (delivery.failures === 1) ctx.record({ name: 'outbound-event-waits', recipient: name, reason })
  for (let waiting = firstOf(ctx, name); waiting !== null; waiting = firstOf(ctx, name)) {
    const waitedMs = ctx.nowMs - waiting.queuedAtMs
    if (!ctx.decisions.isEventOver(waitedMs, retryDurationMs)) break
    dropFirst(ctx, name, reason)
  }
  const delayMs = retryIntervalMs * 2 ** Math.min(delivery.failures - 1, 20)
  const mostMs = Math.max(retryIntervalMs, timeouts.outboundRetryMsMax)
  delivery.retryAtMs = ctx.nowMs + Math.min(delayMs, mostMs)
  tellContacts(ctx, recipient, delivery)
  wait(ctx, recipient, delivery)
}

/** Until the next attempt, or until its contacts are to be told. */
function wait(
  ctx: Context,
  { name, contacts, alertAfterMs }: EventRecipient,
  { failingSinceMs, retryAtMs, told }: Delivery,
): void {
  const alertAtMs =
    failingSinceMs === null || told || contacts.length === 0
      ? retryAtMs
      : failingSinceMs + alertAfterMs
  ctx.setTimer(`outbound:${name}`, Math.max(0, Math.min(retryAtMs, alertAtMs) - ctx.nowMs))
}

function sendNext(ctx: Context, { name, url, enabled }: EventRecipient): void {
  const { first } = queueOf(ctx, name)
  const waiting = firstOf(ctx, name)
  if (waiting === null || !enabled) return
  deliveryOf(ctx, name).sending = first
  ctx.setTimer(`outbound:${name}`, timeouts.outboundEventMs)
  ctx.emit({ kind: 'post-event', id: idOf(name, first), url, body: waiting.body })
  if (ctx.decisions.isEventDoneWhenSent()) removeFirst(ctx, name)
}

/** The recipient has the first of those that wait for it. */
function removeFirst(ctx: Context, name: string): void {
  const taken = takeFirst(ctx, name)
  if (taken === null) return
  const { number, event, lsid } = taken
  ctx.record({ name: 'outbound-event-taken', recipient: name, number, event, lsid })
}

/** It is never sent any more, and that is told. */
function dropFirst(ctx: Context, name: string, reason: string): void {
  const taken = takeFirst(ctx, name)
  if (taken === null) return
  const { number, event, lsid } = taken
  ctx.record({ name: 'outbound-event-dropped', recipient: name, number, event, lsid, reason })
}

function takeFirst(
  ctx: Context,
  name: string,
): (WaitingEvent & { readonly number: number }) | null {
  const queue = queueOf(ctx, name)
  const waiting = firstOf(ctx, name)
  if (waiting === null) return null
  ctx.store.values.remove(entryKey(name, queue.first))
  keep(ctx, name, { ...queue, first: queue.first + 1 })
  return { ...waiting, number: queue.first }
}

function forget(ctx: Context, name: string): void {
  while (firstOf(ctx, name) !== null) dropFirst(ctx, name, 'the recipient was removed')
  const { [name]: _, ...others } = queuesOf(ctx)
  ctx.store.values.put(queuesKey, JSON.stringify(others))
  outboundSlice.of(ctx).deliveries.delete(name)
  ctx.clearTimer(`outbound:${name}`)
}

const sound = { failures: 0, failingSinceMs: null, trouble: null, told: false } as const

function deliveryOf(ctx: Context, name: string): Delivery {
  const { deliveries } = outboundSlice.of(ctx)
  const known = deliveries.get(name)
  if (known !== undefined) return known
  const fresh: Delivery = { sending: null, retryAtMs: 0, ...sound }
  deliveries.set(name, fresh)
  return fresh
}

function firstOf(ctx: Context, name: string): WaitingEvent | null {
  const { first, next } = queueOf(ctx, name)
  const text = first === next ? undefined : ctx.store.values.get(entryKey(name, first))
  return text === undefined ? null : (JSON.parse(text) as WaitingEvent)
}

const queueOf = (ctx: Context, name: string): Queue => queuesOf(ctx)[name] ?? { first: 1, next: 1 }

const queuesOf = (ctx: Context): Readonly<Record<string, Queue>> =>
  (parseJson(ctx.store.values.get(queuesKey) ?? '{}') ?? {}) as Record<string, Queue>

const keep = (ctx: Context, name: string, queue: Queue): void =>
  ctx.store.values.put(queuesKey, JSON.stringify({ ...queuesOf(ctx), [name]: queue }))

const recipientNamed = (ctx: Context, name: string): EventRecipient | undefined =>
  recipientsOf(ctx).find((one) => one.name === name)

const entryKey = (name: string, number: number): string => `outbound/${name}/${number}`
const idOf = (name: string, number: number): string => `${name}/${number}`
