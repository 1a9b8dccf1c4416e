import {
  type ApplianceOperation,
  type Authority,
  type Caller,
  type Refusal,
  refusal,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import { type LiveSession, sessionOf, touchSession } from './sessions.ts'

type Rule = (session: LiveSession, input: unknown) => boolean

const administers: Rule = ({ account }) => account.permissions.includes('administer')
const isOf =
  (which: 'login' | 'appliance'): Rule =>
  ({ session }) =>
    session.interface === which
const both =
  (...rules: readonly Rule[]): Rule =>
  (session, input) =>
    rules.every((rule) => rule(session, input))

/** Which account may ask for what the table gives to that authority (SEC-02), and how a sentence calls them. */
const rules: Readonly<Record<Authority, { readonly allows: Rule; readonly whom: string }>> = {
  'site-admin': { allows: both(isOf('login'), administers), whom: 'administrators of /login' },
  'box-admin': {
    allows: both(isOf('appliance'), administers),
    whom: 'administrators of /appliance',
  },
  'any-admin': { allows: administers, whom: 'administrators' },
  'its-admin': {
    // Before the body is read nobody knows which interface is meant.
    allows: both(
      administers,
      ({ session }, input) =>
        input === undefined ||
        (input as { interface?: unknown } | null)?.interface === session.interface,
    ),
    whom: 'administrators of that interface',
  },
  'site-reports': {
    allows: both(
      isOf('login'),
      ({ account: { permissions } }) =>
        permissions.includes('administer') || permissions.includes('view-reports'),
    ),
    whom: 'whoever may read the reports of /login',
  },
  account: { allows: () => true, whom: 'every account' },
  anyone: { allows: () => true, whom: 'everybody' },
  lab: { allows: () => false, whom: "the lab's owner" },
}

/** Why that caller may not ask for it; null = they may. Reads only. `input` left out: it is not known yet. */
export function refusalOfCaller(
  ctx: Context,
  name: string,
  { who }: Pick<ApplianceOperation, 'who'>,
  caller: Caller,
  input?: unknown,
): Refusal | null {
  if (caller.kind === 'owner' || who === 'anyone') return null
  if (caller.kind === 'nobody') return refusal('unauthorised')
  const found = sessionOf(ctx, caller)
  if ('code' in found) return found
  const { account, session } = found
  if (account.mustChange && who !== 'account')
    return refusal('password-change-required', { username: session.username })
  const { allows, whom } = rules[who]
  return allows(found, input) ? null : refusal('forbidden', { operation: name, expected: whom })
}

/** Its time to be idle begins anew. */
export function noteCaller(ctx: Context, caller: Caller): void {
  const found = caller.kind === 'session' ? sessionOf(ctx, caller) : null
  if (found !== null && !('code' in found)) touchSession(ctx, found)
}
