import type { SwingMethod } from '../lab/lab-config.ts'
import type { ResolverHabit } from '../lab/office.ts'
import type { FaultKind } from './fault.ts'

export interface DnsRecord {
  readonly name: string
  readonly type: 'A' | 'AAAA'
  readonly address: string
  readonly ttlMs: number
}

/** A gateway's rule: what comes to the public address and port is sent on to that address. */
export interface NatRule {
  readonly publicAddress: string
  readonly port: number
  readonly address: string
}

/** What `network-status` answers. Null ports: that world or process has no such door. */
export interface NetworkStatus {
  readonly swing: SwingMethod
  /**
   * Where a client that has nothing cached is led under the site's name; null = nowhere. "a, b": to each of them,
   * for an address has two claimants or the name several addresses (NET-13), those first that clients prefer.
   */
  readonly siteLeadsTo: string | null
  /** Two appliances claim one address (NET-02), or the site's records lead to two (NET-13). */
  readonly conflict: boolean
  readonly offices: readonly {
    readonly name: string
    readonly resolver: ResolverHabit['habit']
    /** What its resolver holds for the site's name now, null = no address; several are joined by ", ". */
    readonly siteAddress: string | null
    /** Where its next connection to the site's name goes, one of these by lot; null = nobody answers. */
    readonly leadsTo: string | null
    /** It still leads elsewhere than `siteLeadsTo`. */
    readonly stale: boolean
  }[]
  /** How many offices are stale: 0 = the swing has reached everybody. */
  readonly staleOffices: number
  readonly zone: { readonly serial: number; readonly records: readonly DnsRecord[] }
  readonly natRules: readonly NatRule[]
  readonly faults: readonly {
    readonly name: string
    readonly kind: FaultKind
    readonly from: string
    readonly to: string
    readonly sinceMs: number
    /** Connections that it has touched so far. */
    readonly connectionsHit: number
  }[]
  /** What `cut-path` pulled and nobody has put back. No byte passes, and it is no fault. */
  readonly cutPaths: readonly {
    readonly from: string
    readonly to: string
    readonly oneWay: boolean
  }[]
  /** The lab's paths, and what the Toxiproxy API has made of them (NET-10). */
  readonly paths: readonly {
    readonly name: string
    /** If not, new connections are refused. */
    readonly enabled: boolean
    /** Named as in events, with the path: `clients-a/latency_downstream`. */
    readonly toxics: readonly { readonly name: string; readonly type: string }[]
  }[]
  readonly ports: Readonly<Partial<Record<NetworkDoor, number>>>
  /** What each office's resolver believes can be asked with `dig` on that loopback port. */
  readonly resolvers: Readonly<Record<string, number>>
  /** Published ports on loopback for programs that know no proxy, by path ("clients-a"). */
  readonly published: Readonly<Record<string, number>>
}

/** The mock network's doors for programs outside the lab (NET-08, NET-04, NET-10). */
export type NetworkDoor = 'dns' | 'socks' | 'http' | 'control'
