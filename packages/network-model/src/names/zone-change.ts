import type { DnsRecord } from '@understudy/shared'

export type RecordType = DnsRecord['type']

/** One edit of a zone. Several are applied together, or none (RFC 2136 3.7). */
export type ZoneChange =
  /** The name has this one address of that type from now on. */
  | { readonly kind: 'set'; readonly record: DnsRecord }
  /** The name has this address too; all of that name and type take its TTL (RFC 2181 5.2). */
  | { readonly kind: 'add'; readonly record: DnsRecord }
  /** Without a type all of that name, without an address all of that type. */
  | {
      readonly kind: 'remove'
      readonly name: string
      readonly type?: RecordType
      readonly address?: string
    }

/** What became of one name and type. Addresses of a set are joined by ", "; no record = "none". */
export interface RecordChanged {
  readonly name: string
  readonly type: RecordType
  readonly from: string
  readonly to: string
  readonly ttlMs: number
  /** Where it was another one. */
  readonly ttlBeforeMs?: number
}

export type ZoneOutcome =
  | { readonly ok: true; readonly serial: number; readonly changed: readonly RecordChanged[] }
  /** Nothing was changed. */
  | { readonly ok: false; readonly message: string }
