import {
  findVersion,
  formOf,
  type OutboundEvent,
  repIdOf,
  type SessionBegun,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import { queueEvent } from './outbox.ts'
import { recipientsOf } from './settings.ts'

type Told = Pick<SessionBegun, 'lsid' | 'externalKey' | 'customer' | 'representative'>

/** A session has begun, and the two are in it. */
export function tellSessionBegan(ctx: Context, session: Told): void {
  tell(ctx, session, 'support_conference_begin')
  tell(ctx, session, 'support_conference_member_added', customerFields(session))
  tell(ctx, session, 'support_conference_member_added', representativeFields(session))
}

/** It is over, however that came, and nobody is in it any more. */
export function tellSessionEnded(ctx: Context, session: Told): void {
  tell(ctx, session, 'support_conference_member_departed', customerFields(session))
  tell(ctx, session, 'support_conference_member_departed', representativeFields(session))
  tell(ctx, session, 'support_conference_end')
}

/** Another representative comes into the session, leaves it, or owns it from now on. */
export const tellConference = (
  ctx: Context,
  session: Told,
  what: 'member_added' | 'member_departed' | 'owner_changed',
  representative: string,
): void =>
  tell(
    ctx,
    session,
    `support_conference_${what}`,
    representativeFields({ ...session, representative }),
  )

const surveys: Readonly<Record<string, OutboundEvent>> = {
  'Customer Exit Survey': 'support_conference_customer_exit_survey_completed',
  'Representative Exit Survey': 'support_conference_rep_exit_survey_completed',
}

/** What was noted in a session may be what recipients are told. */
export function tellSessionEvent(ctx: Context, session: Told, event: string): void {
  const told = Object.hasOwn(surveys, event) ? surveys[event] : undefined
  if (told !== undefined) tell(ctx, session, told)
}

function tell(
  ctx: Context,
  { lsid, externalKey }: Told,
  event: OutboundEvent,
  more: Readonly<Record<string, string>> = {},
): void {
  if (recipientsOf(ctx).length === 0) return
  const body = formOf({
    event,
    version: findVersion('site', ctx.state.software.site)?.apiVersion ?? '',
    timestamp: String(Math.floor(ctx.nowMs / 1_000)),
    appliance_id: ctx.config.guid,
    lsid,
    external_key: externalKey,
    ...more,
  })
  queueEvent(ctx, { event, lsid, body })
}

const customerFields = ({ customer }: Told) => ({ type: 'customer', name: customer })

const representativeFields = ({ representative }: Told) => ({
  type: 'representative',
  name: representative,
  display_name: representative,
  username: representative,
  user_id: String(repIdOf(representative)),
})
