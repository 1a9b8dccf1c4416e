import { type Static, Type } from 'typebox'
import { MailAddress } from '../mail/mail.ts'
import type { Frozen } from '../operations/operation.ts'

/** The host of a lab that takes outbound events, wherever hosts are named, and its port. */
export const eventsHost = 'events'
export const httpPort = 80

/** What an appliance tells of a session while it goes on (API-06, P 4.12). */
export const outboundEvents = [
  'support_conference_begin',
  'support_conference_member_added',
  'support_conference_owner_changed',
  'support_conference_member_departed',
  'support_conference_customer_exit_survey_completed',
  'support_conference_rep_exit_survey_completed',
  'support_conference_end',
] as const
export type OutboundEvent = (typeof outboundEvents)[number]

/** As people name a recipient. */
export const RecipientName = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^[A-Za-z0-9][A-Za-z0-9 ._-]*$',
})

const hourMs = 3_600_000

/** Where events go, and what is done when they do not get there. Durations in milliseconds. */
export const recipientFields = {
  enabled: Type.Boolean(),
  /** `http://host[:port][/path]`, without a user: a lab's network has no certificates for other hosts. */
  url: Type.String({
    maxLength: 1_000,
    pattern: '^http://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[!-~]*)?$',
  }),
  events: Type.Array(Type.Enum([...outboundEvents]), { maxItems: outboundEvents.length }),
  /** How long after a failed attempt the next one comes; doubled by each that fails, up to half an hour. */
  retryIntervalMs: Type.Integer({ minimum: 1_000, maximum: 24 * hourMs }),
  /** An event that has waited for so long is dropped. */
  retryDurationMs: Type.Integer({ minimum: 60_000, maximum: 30 * 24 * hourMs }),
  /** Who is told by e-mail when events do not get there; none = nobody. */
  contacts: Type.Array(MailAddress, { maxItems: 20 }),
  /** How long events have to fail before they are told. */
  alertAfterMs: Type.Integer({ minimum: 0, maximum: 7 * 24 * hourMs }),
}

/** An HTTP recipient of outbound events (API-06): data of the site, so that a sync carries it. */
export const EventRecipient = Type.Object(
  { name: RecipientName, ...recipientFields },
  { additionalProperties: false },
)
export type EventRecipient = Frozen<Static<typeof EventRecipient>>

/** What a recipient is set to where nothing else is said. */
export const usualRecipient: Omit<EventRecipient, 'name' | 'url'> = {
  enabled: true,
  events: outboundEvents,
  retryIntervalMs: 60_000,
  retryDurationMs: 24 * hourMs,
  contacts: [],
  alertAfterMs: 300_000,
}
