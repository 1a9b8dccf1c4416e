import { type ApiDocument, rootAttributes, shortDocument } from '../answer.ts'
import type { Era } from '../era.ts'
import type { Readings } from '../readings.ts'
import { unixOf } from '../times.ts'

/** What an account may do with the APIs. */
export interface ApiPermissions {
  readonly command: 'full_access' | 'read_only' | 'deny'
  readonly reporting: boolean
  readonly licences: boolean
  readonly archives: boolean
  readonly backup: boolean
}

/** `get_api_info`: which version answers, and what the asker may do. It needs no permission (P 3.8). */
export const getApiInfo = (
  era: Era,
  { nowMs, site }: Readings,
  permissions: ApiPermissions,
): ApiDocument =>
  shortDocument((xml) => {
    xml.begin('api_information', rootAttributes(era, 'command'))
    xml.leaf('api_version', era.apiVersion)
    if (era.namesCompany) xml.leaf('company_name', companyOf(site.hostname))
    xml.leaf('timestamp', unixOf(nowMs))
    xml.begin('permissions')
    for (const [name, value] of Object.entries(listed(permissions)))
      xml.leaf('permission', value, { name })
    xml.end()
    xml.end()
  })

/** Those without counterpart here are never given. */
const listed = ({ command, reporting, licences, archives, backup }: ApiPermissions) => ({
  perm_backup: backup ? 1 : 0,
  perm_command: command,
  perm_ecm: 0,
  perm_real_time_state: 0,
  perm_reporting_archive: archives ? 1 : 0,
  perm_reporting_license: licences ? 1 : 0,
  perm_reporting_presentation: 0,
  perm_reporting_support: reporting ? 1 : 0,
})

/** The company's API name: the first label of the site's name. */
const companyOf = (hostname: string): string => hostname.split('.')[0] ?? hostname
