import type { ApiUser, ApplianceReading, Refusal } from '@understudy/shared'
import { errorTexts } from '../answer.ts'
import type { ApiPermissions } from '../command/get-api-info.ts'

/** What an account may do with each API, as it is now. */
export function apiPermissionsOf(
  { refusalToUseApi }: Pick<ApplianceReading, 'refusalToUseApi'>,
  user: ApiUser,
): ApiPermissions {
  const may = (api: 'command' | 'reporting' | 'backup', action?: string): boolean =>
    refusalToUseApi(api, user, action) === null
  return {
    command: may('command')
      ? 'full_access'
      : may('command', 'get_appliances')
        ? 'read_only'
        : 'deny',
    reporting: may('reporting'),
    licences: may('reporting', 'LicenseUsage'),
    archives: may('reporting', 'Archive'),
    backup: may('backup'),
  }
}

/** How the product says it: an account that is gone, or has its first password, is no account. */
export const errorOfRights = ({ code }: Refusal): string => {
  if (code === 'no-enterprise-licence') return errorTexts.licence
  return code === 'forbidden' ? errorTexts.permission : errorTexts.login
}
