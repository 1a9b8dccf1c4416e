import { addressText, canonicalName, type DnsRecord } from '@understudy/shared'
import { below, isWithin } from './domain-name.ts'
import type { RecordChanged, RecordType, ZoneChange, ZoneOutcome } from './zone-change.ts'

/** What the authoritative data say about a name and type (RFC 2308 2.1, 2.2). */
export type Finding =
  | { readonly kind: 'records'; readonly records: readonly DnsRecord[] }
  /** The name exists, but has nothing of that type: NOERROR without an answer. */
  | { readonly kind: 'no-data' }
  | { readonly kind: 'no-such-name' }
  /** The name is not in this zone. */
  | { readonly kind: 'outside' }

/** How large updates may make the zone (SEC-03). */
const recordsMax = 1_000
const addressesPerNameMax = 16

/** The authoritative data of the lab's domain (NET-04). Names in answers are canonical. */
export class Zone {
  /** The zone's name, without the final dot; empty = the root. */
  readonly origin: string
  readonly negativeTtlMs: number
  #records: readonly DnsRecord[] = []
  #serial = 1

  constructor(origin: string, negativeTtlMs: number, records: readonly DnsRecord[]) {
    this.origin = canonicalName(origin)
    this.negativeTtlMs = negativeTtlMs
    const filled = edited(
      this,
      records.map((record) => ({ kind: 'set', record })),
      [],
    )
    if (typeof filled === 'string') throw new Error(filled)
    this.#records = filled
  }

  get records(): readonly DnsRecord[] {
    return this.#records
  }

  /** Grows by one with each {@link apply} that changed something; the first is 1. */
  get serial(): number {
    return this.#serial
  }

  /** The name of the server that answers for the zone. */
  get nameServer(): string {
    return below('ns', this.origin)
  }

  find(name: string, type: RecordType): Finding {
    const wanted = canonicalName(name)
    if (!isWithin(wanted, this.origin)) return { kind: 'outside' }
    const records = this.#records.filter((r) => r.name === wanted && r.type === type)
    if (records.length > 0) return { kind: 'records', records }
    return { kind: this.exists(wanted) ? 'no-data' : 'no-such-name' }
  }

  /** Whether the name or one below it has records: a name in between exists too (RFC 8020). */
  exists(name: string): boolean {
    const wanted = canonicalName(name)
    return wanted === this.origin || this.#records.some((record) => isWithin(record.name, wanted))
  }

  set(record: DnsRecord): ZoneOutcome {
    return this.apply([{ kind: 'set', record }])
  }

  remove(name: string, type: RecordType): ZoneOutcome {
    return this.apply([{ kind: 'remove', name, type }])
  }

  /** Replaces all records by these, in this order, or says which one cannot be in the zone (LAB-01). */
  restore(serial: number, records: readonly DnsRecord[]): string | null {
    const restored = edited(
      this,
      records.map((record) => ({ kind: 'add', record })),
      [],
    )
    if (typeof restored === 'string') return restored
    this.#records = restored
    this.#serial = serial
    return null
  }

  /** All changes in their order, or none of them. */
  apply(changes: readonly ZoneChange[]): ZoneOutcome {
    const before = this.#records
    const after = edited(this, changes, before)
    if (typeof after === 'string') return { ok: false, message: after }
    const changed = differences(before, after)
    if (changed.length > 0) {
      this.#records = after
      this.#serial++
    }
    return { ok: true, serial: this.#serial, changed }
  }
}

/** The records after the changes, or a sentence saying why the changes cannot be made. */
function edited(
  zone: Zone,
  changes: readonly ZoneChange[],
  before: readonly DnsRecord[],
): readonly DnsRecord[] | string {
  let records = before
  for (const change of changes) {
    if (change.kind === 'remove') {
      records = records.filter((record) => !isMeant(change, record))
      continue
    }
    const record = canonical(change.record)
    const objection = objectionTo(zone, record)
    if (objection !== null) return objection
    const isSame = (r: DnsRecord): boolean => r.name === record.name && r.type === record.type
    const others = change.kind === 'add' ? records.filter(isSame) : []
    const kept = others.filter((r) => r.address !== record.address)
    if (kept.length >= addressesPerNameMax) {
      return `${record.name} ${record.type}: expected at most ${addressesPerNameMax} addresses.`
    }
    const set = [...kept.map((r) => ({ ...r, ttlMs: record.ttlMs })), record]
    records = replaced(records, isSame, set)
    if (records.length > recordsMax) return `Expected at most ${recordsMax} records in the zone.`
  }
  return records
}

/** An edited set keeps its place, so that the zone's order stays the same. */
function replaced(
  records: readonly DnsRecord[],
  isSame: (record: DnsRecord) => boolean,
  set: readonly DnsRecord[],
): readonly DnsRecord[] {
  const at = records.findIndex(isSame)
  if (at < 0) return [...records, ...set]
  const rest = records.filter((record) => !isSame(record))
  return [...rest.slice(0, at), ...set, ...rest.slice(at)]
}

function canonical(record: DnsRecord): DnsRecord {
  const { name, type, address, ttlMs } = record
  return { name: canonicalName(name), type, address: addressText(type, address) ?? address, ttlMs }
}

const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/

function objectionTo(zone: Zone, { name, type, address }: DnsRecord): string | null {
  if (!isWithin(name, zone.origin)) return `${name}: expected a name in the zone ${zone.origin}.`
  if (name.length > 253 || !name.split('.').every((part) => label.test(part))) {
    return `${name}: expected a host name.`
  }
  if (addressText(type, address) !== null) return null
  return `${name}: expected an IPv${type === 'A' ? 4 : 6} address, found ${address}.`
}

function isMeant(change: ZoneChange & { kind: 'remove' }, record: DnsRecord): boolean {
  if (record.name !== canonicalName(change.name)) return false
  if (change.type !== undefined && record.type !== change.type) return false
  if (change.address === undefined) return true
  return record.address === (addressText(record.type, change.address) ?? change.address)
}

/** What has changed, by name and type, in the order of the records. */
function differences(
  before: readonly DnsRecord[],
  after: readonly DnsRecord[],
): readonly RecordChanged[] {
  const sets = new Map<string, Omit<RecordChanged, 'from' | 'to'>>()
  for (const { name, type, ttlMs } of [...before, ...after]) {
    sets.set(`${name} ${type}`, { name, type, ttlMs })
  }
  return [...sets.values()].flatMap((set) => {
    const [old, fresh] = [before, after].map((records) =>
      records.filter((r) => r.name === set.name && r.type === set.type),
    )
    if (JSON.stringify(old) === JSON.stringify(fresh)) return []
    const ttlBeforeMs = old?.[0]?.ttlMs ?? set.ttlMs
    const ttl = ttlBeforeMs === set.ttlMs ? {} : { ttlBeforeMs }
    return [{ ...set, ...ttl, from: addressesOf(old), to: addressesOf(fresh) }]
  })
}

const addressesOf = (records: readonly DnsRecord[] | undefined): string =>
  records?.map((record) => record.address).join(', ') || 'none'
