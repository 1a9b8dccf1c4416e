import type { Permission } from '@understudy/shared'
import { invoke } from './admin.ts'

export const apiPassword = 'Evora-1-olive-oil'

/** An account of /login with those permissions whose password was changed, as the APIs want it; the query that names it. */
export async function apiUser(
  { port, dataDir }: { readonly port: number; readonly dataDir: string },
  username: string,
  permissions: readonly Permission[],
): Promise<string> {
  const account = { interface: 'login', username }
  const password = 'Braga-2-cork-oak'
  await invoke(port, dataDir, 'add-user', { ...account, password, permissions })
  const change = { ...account, password, newPassword: apiPassword }
  const { ok } = await invoke(port, dataDir, 'change-password', change)
  if (!ok) throw new Error(`${username} has no password`)
  return `username=${username}&password=${apiPassword}`
}
