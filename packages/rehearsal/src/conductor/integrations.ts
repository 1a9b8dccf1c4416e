import { breaksOf, type IntegrationConfig, type LabConfig, rosterOf } from '@understudy/shared'
import type { Versions } from './preparation.ts'
import type { Stage } from './stage.ts'

/**
 * Names, before anything is done, the integrations that this upgrade breaks, and why (G1's supplement): by their column type, by
 * their parser, by the address that they are set to, by the licence that they need.
 */
export function warnOfIntegrations(stage: Stage, versions: Versions): void {
  const { lab } = stage.plan
  for (const integration of lab.clients.integrations ?? []) {
    const why = reasonsOf(integration, lab, versions)
    if (why.length === 0) continue
    const message = `${integration.name} (${kindOf(integration)}): ${why.join('; ')}.`
    stage.record({ name: 'warning', step: 'preflight', code: 'integration-breaks', message })
  }
}

function reasonsOf(
  integration: IntegrationConfig,
  { clients, start, target, network }: LabConfig,
  versions: Versions,
): readonly string[] {
  const site = versions.find(({ appliance }) => appliance === start.serves)?.site ?? target.site
  const isPair = rosterOf({ network }).length > 1
  return [
    // The reporting API refuses everybody, not the vendor's client alone.
    ...(clients.starter
      ? ['it needs an Enterprise licence, and this site has a starter licence']
      : []),
    ...breaksOf(integration, site, target.site),
    ...(isPair && integration.setBy === 'address'
      ? [
          `it is set to the address of ${start.serves}, and stays there when another appliance serves`,
        ]
      : []),
  ]
}

const kindOf = ({ kind }: IntegrationConfig): string =>
  kind === 'integration-client' ? 'an Integration Client' : 'a program of one’s own'
