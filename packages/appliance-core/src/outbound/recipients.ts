import {
  EventRecipient,
  type InputOf,
  refusal,
  schemaErrors,
  usualRecipient,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { putSetting, refusalToStore } from '../settings/settings.ts'
import { deliverEvents, troubleWith, waitingFor } from './outbox.ts'
import { recipientsKey, recipientsOf } from './settings.ts'

const recipientsMax = 10

/** `set-event-recipient`. What waits goes to where it is set now, at once. */
export function setEventRecipient(
  ctx: Context,
  request: PendingRequest<'set-event-recipient'>,
  input: InputOf<'set-event-recipient'>,
): void {
  const known = recipientsOf(ctx)
  const before = known.find(({ name }) => name === input.name)
  const recipient = { ...usualRecipient, ...before, ...input }
  if (schemaErrors(EventRecipient, recipient).length > 0) {
    ctx.refuse(request, refusal('recipient-without-address', { found: input.name }))
    return
  }
  const set = recipient as EventRecipient
  const all =
    before === undefined ? [...known, set] : known.map((one) => (one === before ? set : one))
  const value = JSON.stringify(all)
  const why =
    all.length > recipientsMax
      ? refusal('too-many', { what: 'recipients', found: all.length, expected: recipientsMax })
      : refusalToStore(ctx, { key: recipientsKey, value })
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  store(ctx, all)
  ctx.accept(request, { ...set, events: [...set.events], contacts: [...set.contacts] })
  deliverEvents(ctx)
}

export function removeEventRecipient(
  ctx: Context,
  request: PendingRequest<'remove-event-recipient'>,
  { name }: InputOf<'remove-event-recipient'>,
): void {
  const known = recipientsOf(ctx)
  const rest = known.filter((one) => one.name !== name)
  if (rest.length === known.length) {
    ctx.refuse(request, refusal('no-such-recipient', { appliance: ctx.name, found: name }))
    return
  }
  store(ctx, rest)
  ctx.accept(request, {})
  deliverEvents(ctx)
}

export function listEventRecipients(
  ctx: Context,
  request: PendingRequest<'list-event-recipients'>,
): void {
  ctx.accept(request, {
    recipients: recipientsOf(ctx).map(({ events, contacts, ...recipient }) => {
      const waiting = waitingFor(ctx, recipient.name)
      return {
        ...recipient,
        events: [...events],
        contacts: [...contacts],
        waiting,
        trouble: waiting === 0 ? null : troubleWith(ctx, recipient.name),
      }
    }),
  })
}

function store(ctx: Context, recipients: readonly EventRecipient[]): void {
  putSetting(ctx, recipientsKey, JSON.stringify(recipients))
  ctx.record({ name: 'setting-changed', key: recipientsKey })
}
