import { Type } from 'typebox'

/**
 * Where a customer, or a session that is handed on, waits: `general`, `rep:ID`, `rep_username:NAME`, `team:ID` or `issue:CODE`, as
 * programs name it (P 3.11).
 */
export const QueueName = Type.String({
  maxLength: 210,
  pattern: '^(general|rep:[0-9]{1,10}|rep_username:.+|team:[0-9]{1,7}|issue:[A-Za-z0-9_-]{1,64})$',
})

/** Whether a representative takes new sessions; the code names are the product's own three. */
export const repStatuses = ['available', 'busy', 'idle'] as const
export type RepStatus = (typeof repStatuses)[number]
