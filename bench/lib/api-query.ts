import type { BenchAppliance } from './appliance.ts'

/** The parameters by which a fresh account with those permissions is named to the XML APIs. */
export async function apiQuery(a: BenchAppliance, permissions: readonly string[]): Promise<string> {
  const account = { interface: 'login', username: 'poller' }
  const [first, password] = ['A-password-of-the-bench-1', 'A-password-of-the-bench-2']
  await a.do('add-user', { ...account, password: first, permissions })
  await a.do('change-password', { ...account, password: first, newPassword: password })
  return `username=poller&password=${password}`
}
