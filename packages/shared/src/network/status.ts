import { type Static, Type } from 'typebox'
import { swingMethods } from '../lab/lab-config.ts'
import type { Frozen } from '../operations/operation.ts'
import { Count, orNull, TimeMs } from '../operations/schemas.ts'
import { Fault } from './fault.ts'
import type { NetworkDoor } from './network-door.ts'

export const DnsRecord = Type.Object({
  name: Type.String(),
  type: Type.Enum(['A', 'AAAA']),
  address: Type.String(),
  ttlMs: Count,
})
export type DnsRecord = Frozen<Static<typeof DnsRecord>>

/** A gateway's rule: what comes to the public address and port is sent on to that address. */
export const NatRule = Type.Object({
  publicAddress: Type.String(),
  port: Type.Integer(),
  address: Type.String(),
})
export type NatRule = Frozen<Static<typeof NatRule>>

const Office = Type.Object({
  name: Type.String(),
  resolver: Type.Enum(['honour', 'clamp', 'ignore']),
  /** What its resolver holds for the site's name now, null = no address; several are joined by ", ". */
  siteAddress: orNull(Type.String()),
  /** Where its next connection to the site's name goes, one of these by lot; null = nobody answers. */
  leadsTo: orNull(Type.String()),
  /** It still leads elsewhere than `siteLeadsTo`. */
  stale: Type.Boolean(),
})

const ActiveFault = Type.Object({
  name: Type.String(),
  kind: Type.Index(Fault, ['kind']),
  from: Type.String(),
  to: Type.String(),
  sinceMs: TimeMs,
  /** Connections that it has touched so far. */
  connectionsHit: Count,
})

const Path = Type.Object({
  name: Type.String(),
  /** If not, new connections are refused. */
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

/** What `network-status` answers. Without ports: that world or process has no such door. */
export const NetworkStatus = Type.Object({
  swing: Type.Enum(swingMethods),
  /**
   * Where a client that has nothing cached is led under the site's name; null = nowhere. "a, b": to each of them,
   * for an address has two claimants or the name several addresses (NET-13), those first that clients prefer.
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
  /** What `cut-path` pulled and nobody has put back. No byte passes, and it is no fault. */
  cutPaths: Type.Array(
    Type.Object({ from: Type.String(), to: Type.String(), oneWay: Type.Boolean() }),
  ),
  /** The lab's paths, and what the Toxiproxy API has made of them (NET-10). */
  paths: Type.Array(Path),
  ports: Type.Partial(Type.Object(doorPorts)),
  /** What each office's resolver believes can be asked with `dig` on that loopback port. */
  resolvers: Ports,
  /** Published ports on loopback for programs that know no proxy, by path ("clients-a"). */
  published: Ports,
})
export type NetworkStatus = Frozen<Static<typeof NetworkStatus>>
