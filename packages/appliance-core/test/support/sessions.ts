import type { AccountInterface, Caller, OutputOf } from '@understudy/shared'
import type { OneAppliance } from './one-appliance.ts'

export const goodPassword = 'Lisbon-2012-quiet'

/** The account's page after a login, as the browser shows it. */
export function loggedIn(
  one: OneAppliance,
  which: AccountInterface,
  username = 'admin',
  password = goodPassword,
): Caller {
  const answer = one.invoke<OutputOf<'log-in'>>('log-in', { interface: which, username, password })
  if (!answer.ok) throw new Error(answer.refusal.message)
  const { session, csrf } = answer.value
  return { kind: 'session', sessions: [`digest of ${session}`], csrf: `digest of ${csrf}` }
}

/** The account of a fresh box, with its password changed. */
export function changeInitial(one: OneAppliance, which: AccountInterface): void {
  const answer = one.invoke('change-password', {
    interface: which,
    username: 'admin',
    password: 'password',
    newPassword: goodPassword,
  })
  if (!answer.ok) throw new Error(answer.refusal.message)
}

export function addUser(
  one: OneAppliance,
  which: AccountInterface,
  username: string,
  permissions: readonly string[],
): void {
  const first = 'First-password-1'
  const account = { interface: which, username }
  for (const answer of [
    one.invoke('add-user', { ...account, password: first, permissions }),
    one.invoke('change-password', { ...account, password: first, newPassword: goodPassword }),
  ])
    if (!answer.ok) throw new Error(answer.refusal.message)
}
