import type { EventName, LabEvent } from '@understudy/shared'

/*
 * What is told of each session, or of each event that an appliance sends outside: a long rehearsal has millions of these, so nothing
 * holds them all. Whoever needs them goes through the whole stream, event by event.
 */

const frequentNames = [
  'session-begun',
  'session-recorded',
  'session-acknowledged',
  'outbound-event-queued',
  'outbound-event-taken',
  'event-received',
] as const satisfies readonly EventName[]

type FrequentName = (typeof frequentNames)[number]

/** Any other event: there are few enough of them to be held. */
export type PlainEvent = Exclude<LabEvent, { readonly name: FrequentName }>

const frequent: ReadonlySet<EventName> = new Set(frequentNames)

export const isPlain = (event: LabEvent): event is PlainEvent => !frequent.has(event.name)
