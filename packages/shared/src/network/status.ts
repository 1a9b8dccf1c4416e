import { type Static, Type } from 'typebox'
import { swingMethods } from '../lab/lab-config.ts'
import type { Frozen } from '../operations/operation.ts'
import { Count, orNull, TimeMs } from '../operations/schemas.ts'
import { Fault, type FaultKind } from './fault.ts'
import type { NetworkDoor } from './network-door.ts'

export const DnsRecord = Type.Object({
  name: Type.String(),
  type: Type.Enum(['A', 'AAAA']),
  address: Type.String(),
  ttlMs: Count,
})
export type DnsRecord = Frozen<Static<typeof DnsRecord>>

/** A gateway's rule: what arrives at the public address and port is forwarded to `address`. */
export const NatRule = Type.Object({
  publicAddress: Type.String(),
  port: Type.Integer(),
  address: Type.String(),
})
export type NatRule = Frozen<Static<typeof NatRule>>

const Office = Type.Object({
  name: Type.String(),
  resolver: Type.Enum(['honour', 'clamp', 'ignore']),
  /** What its resolver has cached for the site's name, null = no address; several are joined by ", ". */
  siteAddress: orNull(Type.String()),
  /** Where its next connection to the site's name goes, drawn by lot if several; null = nobody answers. */
  leadsTo: orNull(Type.String()),
  /** It still leads somewhere else than `siteLeadsTo`. */
  stale: Type.Boolean(),
})

const ActiveFault = Type.Object({
  name: Type.String(),
  kind: Type.Unsafe<FaultKind>(Type.Union(Fault.anyOf.map(({ properties }) => properties.kind))),
  from: Type.String(),
  to: Type.String(),
  sinceMs: TimeMs,
  /** Connections that it has touched so far. */
  connectionsHit: Count,
})

const Path = Type.Object({
  name: Type.String(),
  /** A disabled path refuses new connections. */
  enabled: Type.Boolean(),
  /** Named as in events, with the path: `clients-a/latency_downstream`. */
  toxics: Type.Array(Type.Object({ name: Type.String(), type: Type.String() })),
})

const Port = Type.Integer({ minimum: 0, maximum: 65_535 })
const doorPorts = {
  dns: Port,
  socks: Port,
  http: Port,
  challenge: Port,
  control: Port,
} satisfies Record<NetworkDoor, typeof Port>
const Ports = Type.Record(Type.String(), Port)

/** What `network-status` answers. A missing port: this world or process has no such door. */
export const NetworkStatus = Type.Object({
  swing: Type.Enum(swingMethods),
  /**
   * Where the site's name leads a client with nothing cached; null = nowhere. "a, b": to each of them, preferred ones
   * first, because an address has two claimants or the name has several addresses (NET-13).
   */
  siteLeadsTo: orNull(Type.String()),
  /** Two appliances claim one address (NET-02), or the site's records lead to two (NET-13). */
  conflict: Type.Boolean(),
  offices: Type.Array(Office),
  /** How many offices are stale: 0 = the swing has reached everybody. */
  staleOffices: Count,
  zone: Type.Object({ serial: Count, records: Type.Array(DnsRecord) }),
  natRules: Type.Array(NatRule),
  faults: Type.Array(ActiveFault),
  /** Cables that `cut-path` pulled and nobody has put back. No byte passes; this is not a fault. */
  cutPaths: Type.Array(
    Type.Object({ from: Type.String(), to: Type.String(), oneWay: Type.Boolean() }),
  ),
  /** The lab's paths, with what was set on them by the Toxiproxy API (NET-10). */
  paths: Type.Array(Path),
  ports: Type.Partial(Type.Object(doorPorts)),
  /** For each office, the loopback port on which `dig` can ask its resolver. */
  resolvers: Ports,
  /** Published ports on loopback for programs that cannot use a proxy, by path ("clients-a"). */
  published: Ports,
})
export type NetworkStatus = Frozen<Static<typeof NetworkStatus>>
