import type { EventRecipient } from '@understudy/shared'
import type { Context } from '../context.ts'
import { queueMail } from '../mail/outbox.ts'
import { emailSettingsOf } from '../mail/settings.ts'
import type { Delivery } from './slice.ts'

/** Tells a recipient's contacts, once, that events have not got there for as long as was set. Without a relay nobody is told. */
export function tellContacts(
  ctx: Context,
  { name, contacts, alertAfterMs }: EventRecipient,
  delivery: Delivery,
): void {
  const { told, failingSinceMs, trouble } = delivery
  const email = emailSettingsOf(ctx)
  if (told || failingSinceMs === null || contacts.length === 0) return
  if (ctx.nowMs - failingSinceMs < alertAfterMs) return
  delivery.told = true
  if (email === null) return
  queueMail(
    ctx,
    { ...email, recipients: contacts },
    {
      about: `outbound-events/${name}`,
      subject: `outbound events do not reach ${name}`,
      text: `Outbound events have not reached the recipient ${name} for ${Math.round((ctx.nowMs - failingSinceMs) / 1_000)} seconds: ${trouble}. They wait, and are tried again.`,
    },
  )
}
