import type { RecordType, Zone, ZoneChange } from '@understudy/network-model'
import { classes, isMetaType, type Rcode, rcodes, types } from '../wire/codes.ts'
import type { WireRecord } from '../wire/message.ts'
import { addressOf } from './record-address.ts'

/** A TTL with the highest bit set counts as zero (RFC 2181 8). */
const ttlSecondsMax = 0x7fff_ffff

/** The update section as changes, or the reason to refuse it (RFC 2136 3.4.1). */
export function zoneChanges(
  zone: Zone,
  records: readonly WireRecord[],
): readonly ZoneChange[] | Rcode {
  const changes: ZoneChange[] = []
  for (const record of records) {
    if (zone.find(record.name.text, 'A').kind === 'outside') return rcodes.notZone
    const change = changeOf(record)
    if (typeof change === 'number') return change
    if (change !== null) changes.push(change)
  }
  return changes
}

/** Null: it removes something that is not kept here anyway. */
function changeOf(record: WireRecord): ZoneChange | Rcode | null {
  const { type, ttlSeconds, data } = record
  const isAny = type === types.any
  switch (record.class) {
    case classes.in:
      return addition(record)
    case classes.any:
      if (ttlSeconds !== 0 || data.length > 0) return rcodes.formErr
      if (isAny) return { kind: 'remove', name: record.name.text }
      return isMetaType(type) ? rcodes.formErr : removal(record, undefined)
    case classes.none: {
      const address = addressOf(type, data)
      if (ttlSeconds !== 0 || isMetaType(type) || address === undefined) return rcodes.formErr
      return address === null ? null : removal(record, address)
    }
    default:
      return rcodes.formErr
  }
}

/** The zone keeps addresses only; SOA and NS are the server's own. */
function addition({ name, type, ttlSeconds, data }: WireRecord): ZoneChange | Rcode {
  const address = addressOf(type, data)
  if (isMetaType(type) || address === undefined) return rcodes.formErr
  const kind = recordTypeOf(type)
  if (address === null || kind === null) return rcodes.refused
  const ttlMs = ttlSeconds > ttlSecondsMax ? 0 : ttlSeconds * 1_000
  return { kind: 'add', record: { name: name.text, type: kind, address, ttlMs } }
}

function removal({ name, type }: WireRecord, address: string | undefined): ZoneChange | null {
  const kind = recordTypeOf(type)
  if (kind === null) return null
  const change = { kind: 'remove', name: name.text, type: kind } as const
  return address === undefined ? change : { ...change, address }
}

const recordTypeOf = (type: number): RecordType | null =>
  type === types.a ? 'A' : type === types.aaaa ? 'AAAA' : null
