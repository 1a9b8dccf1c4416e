import type { Permission } from '@understudy/shared'
import type { ApiPermissions } from '../command/get-api-info.ts'

/** Who asks, as far as the APIs care. */
export interface ApiAccount {
  readonly permissions: readonly Permission[]
}

/** What an account may do with each API: only what it was given (SEC-02); administering the site opens none of them. */
export const apiPermissionsOf = ({ permissions }: ApiAccount): ApiPermissions => ({
  command: permissions.includes('use-command-api') ? 'full_access' : 'deny',
  reporting: permissions.includes('use-reporting-api'),
  backup: permissions.includes('use-backup-api'),
})
