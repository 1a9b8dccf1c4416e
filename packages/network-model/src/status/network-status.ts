import type { NetworkStatus } from '@understudy/shared'
import type { NetworkParts } from '../network-parts.ts'

/** What `network-status` answers, without the doors of the process that carries the model. */
export type ModelStatus = Omit<NetworkStatus, 'ports' | 'resolvers' | 'published'>

export function networkStatus(parts: NetworkParts, nowMs: number): ModelStatus {
  const { config, zone, gateway, segment, site, faults, paths, pathToxics } = parts
  const offices = officesOf(parts, nowMs)
  return {
    swing: config.swing,
    siteLeadsTo: site.leadsTo,
    conflict: segment.hasConflict,
    offices,
    staleOffices: offices.filter((office) => office.stale).length,
    zone: { serial: zone.serial, records: zone.records },
    natRules: gateway.rules,
    faults: faults.active.map(({ name, fault, sinceMs, connectionsHit }) => {
      const { kind, from, to } = fault
      return { name, kind, from, to, sinceMs, connectionsHit }
    }),
    cutPaths: paths.cuts,
    paths: pathToxics.all.map(({ name, isEnabled, upstream, downstream }) => ({
      name,
      enabled: isEnabled,
      toxics: [...upstream, ...downstream].map((toxic) => ({ name: toxic.name, type: toxic.type })),
    })),
  }
}

function officesOf(parts: NetworkParts, nowMs: number): NetworkStatus['offices'] {
  const { config, origins, leads, site } = parts
  const { siteHostname, tlsPort } = config
  return config.offices.map(({ name, resolver }) => {
    const origin = origins.of(name)
    const lead = leads.peek(origin, siteHostname, tlsPort, nowMs, site.address)
    const leadsTo = lead.kind === 'address' ? lead.appliance : null
    return {
      name,
      resolver: resolver.habit,
      siteAddress: origin.resolver.peek(siteHostname, 'A', nowMs)?.address ?? null,
      leadsTo,
      stale: leadsTo === null ? site.leadsTo !== null : !site.leadsHere(leadsTo),
    }
  })
}
