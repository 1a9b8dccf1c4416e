import type { NetworkStatus } from '@understudy/shared'
import type { NetworkParts } from '../network-parts.ts'
import { ownersByLot } from '../site/lead.ts'

/** What `network-status` answers, without the doors, which the carrier adds. */
export type ModelStatus = Omit<NetworkStatus, 'ports' | 'resolvers' | 'published'>

export function networkStatus(parts: NetworkParts, nowMs: number): ModelStatus {
  const { config, zone, gateway, segment, site, faults, paths, pathToxics } = parts
  const offices = officesOf(parts, nowMs)
  return {
    swing: config.swing,
    siteLeadsTo: textOf(site.leads),
    conflict: segment.hasConflict || site.leads.length > 1,
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
    const ledTo = ownersByLot(leads.foresee(origin, siteHostname, tlsPort, nowMs))
    const kept = (['AAAA', 'A'] as const).flatMap(
      (type) => origin.resolver.peek(siteHostname, type, nowMs)?.addresses ?? [],
    )
    return {
      name,
      resolver: resolver.habit,
      siteAddress: textOf(kept),
      leadsTo: textOf(ledTo),
      stale:
        ledTo.length === 0 ? site.leads.length > 0 : !ledTo.every((one) => site.leadsHere(one)),
    }
  })
}

/** A set as one field: "a", or "a, b" if there are several; null = none. */
const textOf = (words: readonly string[]): string | null => words.join(', ') || null
