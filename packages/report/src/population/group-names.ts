import type { ClientGroup } from '@understudy/shared'

const names = {
  consoles: 'Consoles',
  'msi-consoles': 'Consoles by MSI on locked-down machines',
  'early-consoles': 'Consoles updated before the box',
  'active-jump-clients': 'Active Jump Clients',
  'passive-jump-clients': 'Passive Jump Clients',
  jumpoints: 'Jumpoints',
  buttons: 'Bomgar Buttons',
  'connection-agents': 'Connection agents',
  'provider-logins': 'Logins by a security provider',
  installers: 'Installers generated before',
  'clients-by-address': 'Clients set by IP address',
  'integration-clients': 'Integration Clients',
  integrations: 'Integrations of one’s own',
} as const satisfies Record<ClientGroup, string>

/** A client group's name for people. A stream of another version may have other groups. */
export const groupName = (group: ClientGroup): string =>
  Object.hasOwn(names, group) ? names[group] : group

/** The same, inside a sentence. */
export function groupWords(group: ClientGroup): string {
  const name = groupName(group)
  return /^(Bomgar|Jump)/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}
