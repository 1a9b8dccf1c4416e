import { EventRecipient, parseJson, schemaErrors } from '@understudy/shared'
import type { Context } from '../context.ts'
import { outboundSlice } from './slice.ts'

/** Data of the site: the primary's overwrites its backup's. */
export const recipientsKey = 'outbound-events/recipients'

/** In the order in which they were added. It may have come from a peer or from a backup: what is none is nobody. */
export function recipientsOf(ctx: Context): readonly EventRecipient[] {
  const text = ctx.store.settings.get(recipientsKey)?.value ?? '[]'
  const slice = outboundSlice.of(ctx)
  // Each session asks several times, and they hardly ever change.
  if (slice.read?.text !== text) {
    const value = parseJson(text)
    const recipients = Array.isArray(value)
      ? value.filter((one) => schemaErrors(EventRecipient, one).length === 0)
      : []
    slice.read = { text, recipients }
  }
  return slice.read.recipients
}
