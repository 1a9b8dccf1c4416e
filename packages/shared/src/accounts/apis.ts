import type { Permission } from './account.ts'

/** The APIs that have a permission of their own (API-04; product facts 3.2, 3.3). */
export const apiNames = ['command', 'reporting', 'backup'] as const
export type ApiName = (typeof apiNames)[number]

/** What an account must be permitted to use that API at all. Nothing else implies it, not even `administer` (SEC-02). */
export const permissionOfApi: Readonly<Record<ApiName, Permission>> = {
  command: 'use-command-api',
  reporting: 'use-reporting-api',
  backup: 'use-backup-api',
}

/**
 * Commands that a user of /login needs one more permission for (product facts 3.2). A client of the APIs, which is no
 * person, needs none: its permission for the API covers them.
 */
export const permissionOfCommand: Readonly<Record<string, Permission>> = {
  generate_session_key: 'provide-support',
  join_session: 'administer',
  set_session_attributes: 'administer',
  get_session_attributes: 'administer',
  terminate_session: 'administer',
  transfer_session: 'administer',
  leave_session: 'administer',
  logout_rep: 'administer',
  set_rep_status: 'administer',
  check_health: 'administer',
  set_failover_role: 'administer',
}

/** Of the command API, what `read-command-api` covers: whatever changes nothing, and a representative's status (P 3.3). */
export const readOnlyCommands: readonly string[] = [
  'check_health',
  'get_appliances',
  'get_api_info',
  'get_logged_in_reps',
  'get_support_teams',
  'get_session_attributes',
  'get_connected_client_list',
  'get_connected_clients',
  'set_rep_status',
]

/** Reports that need a permission of their own, instead of the reporting API's, which covers the sessions (A). */
export const permissionOfReport: Readonly<Record<string, Permission>> = {
  LicenseUsage: 'use-licence-reports',
  ArchiveListing: 'use-archive-reports',
  Archive: 'use-archive-reports',
}

/** The one command that every account may use (product facts 3.2): it says what the account may do. */
export const openCommand = 'get_api_info'

/** Who uses an API, once it is proved: a user of /login by password, or a client by its secret or token. */
export type ApiUser =
  | { readonly kind: 'user'; readonly username: string }
  | { readonly kind: 'client'; readonly clientId: string }
