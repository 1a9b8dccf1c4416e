import type { DnsRecord } from '@understudy/shared'

export type RecordType = DnsRecord['type']

/** One edit of a zone. Several are applied all together or not at all (RFC 2136 3.7). */
export type ZoneChange =
  /** From now on this is the name's only address of that type. */
  | { readonly kind: 'set'; readonly record: DnsRecord }
  /** Adds an address; all records of that name and type take its TTL (RFC 2181 5.2). */
  | { readonly kind: 'add'; readonly record: DnsRecord }
  /** Without a type: all of that name. Without an address: all of that type. */
  | {
      readonly kind: 'remove'
      readonly name: string
      readonly type?: RecordType
      readonly address?: string
    }

/** What changed for one name and type. Several addresses are joined by ", "; no record = "none". */
export interface RecordChanged {
  readonly name: string
  readonly type: RecordType
  readonly from: string
  readonly to: string
  readonly ttlMs: number
  /** If it was a different one. */
  readonly ttlBeforeMs?: number
}

export type ZoneOutcome =
  | { readonly ok: true; readonly serial: number; readonly changed: readonly RecordChanged[] }
  /** Nothing was changed. */
  | { readonly ok: false; readonly message: string }
