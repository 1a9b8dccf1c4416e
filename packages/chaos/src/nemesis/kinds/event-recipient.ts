import { Type } from 'typebox'
import { closed, drawOn, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

/** Longer than any schedule: nothing is dropped because of its age. */
const retryDurationMs = 30 * 86_400_000

export const eventRecipient = faultKind({
  family: 'operator',
  title: 'an administrator has sessions told to a receiver (API-06)',
  productOnly: false,
  args: Type.Object(
    { on: On, retryIntervalMs: Type.Integer({ minimum: 1_000, maximum: 60_000 }) },
    closed,
  ),
  draw: (random) => ({ on: drawOn(random), retryIntervalMs: 1_000 * random.integer(1, 10) }),
  begin: (stage, { on, retryIntervalMs }) =>
    stage.ask(on, 'set-event-recipient', {
      name: 'tickets',
      url: 'http://events/hook',
      retryIntervalMs,
      retryDurationMs,
    }),
})
