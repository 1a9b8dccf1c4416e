import { canonicalName } from '@understudy/shared'
import type { NetworkParts } from '../network-parts.ts'
import type { Warning } from './nobodys-address.ts'

/**
 * Warns that the site's name leads to more than one appliance (NET-13): editing one record leaves the others as
 * they were.
 */
export function severalLeads({ config, zone, site }: NetworkParts, name: string): Warning {
  const { siteHostname } = config
  const { leads } = site
  if (canonicalName(name) !== siteHostname || leads.length < 2) return {}
  const records = zone.records.filter((record) => record.name === siteHostname)
  if (records.length < 2) return {}
  const all = records.map(({ type, address }) => `${type} ${address}`).join(', ')
  const preferred = records.some(({ type }) => type === 'AAAA')
    ? 'clients prefer IPv6'
    : 'each client takes one by chance'
  return {
    warning: `${siteHostname} leads to ${leads.join(' and ')} now, for it has several records (${all}): ${preferred}`,
  }
}
