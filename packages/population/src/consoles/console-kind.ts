import { type ClientGroup, compareVersions } from '@understudy/shared'

/** What kind of console a representative has, and how they log in. */
export type ConsoleKind =
  /** Updates itself at the next login (CLI-01). */
  | 'ordinary'
  /** Installed by MSI on a locked-down machine: cannot update itself (CLI-01). */
  | 'msi'
  /** Was updated before the appliance (CLI-02). */
  | 'early'
  /** Ordinary, but a security provider checks the login (CLI-05). */
  | 'provider'

export const groupOfConsole: Readonly<Record<ConsoleKind, ClientGroup>> = {
  ordinary: 'consoles',
  msi: 'msi-consoles',
  early: 'early-consoles',
  provider: 'provider-logins',
}

/** What to do at a site of that version: go online, take its version, or wait until the site has another. */
export type ConsoleDecision = 'ready' | 'fetch' | 'update' | 'stay-offline'

/** `installed` null = no console yet: the site's version is fetched. */
export function decideConsole(
  kind: ConsoleKind,
  installed: string | null,
  siteVersion: string,
): ConsoleDecision {
  if (installed === null) return 'fetch'
  if (installed === siteVersion) return 'ready'
  if (kind === 'msi') return 'stay-offline'
  const isTooNew = compareVersions(installed, siteVersion) > 0
  return kind === 'early' && isTooNew ? 'stay-offline' : 'update'
}
