import { Type } from 'typebox'
import { EventRecipient, RecipientName, recipientFields } from '../outbound/outbound-event.ts'
import { roles } from '../roles.ts'
import type { ApplianceOperation } from './appliance-operation.ts'
import { Count, Empty, orNull } from './schemas.ts'

const closed = { additionalProperties: false } as const
const page = '/login > Management > Outbound Events'

/** To whom sessions are told while they go on, and whether that got there (API-06). */
export const outboundOperations = {
  'set-event-recipient': {
    kind: 'change',
    duringMaintenance: false,
    title: 'Add an HTTP recipient of outbound events, or change one; what is left out stays',
    page,
    who: 'site-admin',
    // A backup's are its primary's.
    roles: ['none', 'primary'],
    input: Type.Object(
      { name: RecipientName, ...Type.Partial(Type.Object(recipientFields)).properties },
      closed,
    ),
    output: EventRecipient,
  },
  'remove-event-recipient': {
    kind: 'change',
    duringMaintenance: false,
    title: 'Remove a recipient of outbound events, and what waits for it here',
    page,
    who: 'site-admin',
    roles: ['none', 'primary'],
    input: Type.Object({ name: RecipientName }, closed),
    output: Empty,
  },
  'list-event-recipients': {
    kind: 'read',
    duringMaintenance: true,
    roles,
    title: 'List the recipients of outbound events, and what waits for them',
    page,
    who: 'site-admin',
    input: Empty,
    output: Type.Object({
      recipients: Type.Array(
        Type.Object({
          ...EventRecipient.properties,
          /** Events that have not got there yet. */
          waiting: Count,
          /** Why the first of them waits; null = it was not tried, or nothing waits. */
          trouble: orNull(Type.String()),
        }),
      ),
    }),
  },
} as const satisfies Record<string, ApplianceOperation>
