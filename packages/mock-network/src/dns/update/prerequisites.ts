import type { Zone } from '@understudy/network-model'
import { classes, isMetaType, type Rcode, rcodes, types } from '../wire/codes.ts'
import type { WireRecord } from '../wire/message.ts'
import { addressOf } from './record-address.ts'

/** Whether the zone is as the sender assumes (RFC 2136 3.2). */
export function checkPrerequisites(zone: Zone, records: readonly WireRecord[]): Rcode {
  for (const record of records) {
    if (record.ttlSeconds !== 0) return rcodes.formErr
    if (zone.find(record.name.text, 'A').kind === 'outside') return rcodes.notZone
    const rcode = checkOne(zone, record)
    if (rcode !== rcodes.noError) return rcode
  }
  return checkSets(
    zone,
    records.filter((record) => record.class === classes.in),
  )
}

function checkOne(zone: Zone, { name, type, class: classCode, data }: WireRecord): Rcode {
  if (classCode === classes.in) return isMetaType(type) ? rcodes.formErr : rcodes.noError
  if (classCode !== classes.any && classCode !== classes.none) return rcodes.formErr
  if (data.length > 0 || (isMetaType(type) && type !== types.any)) return rcodes.formErr
  const shouldBe = classCode === classes.any
  if (type === types.any) {
    if (isNameInUse(zone, name.text) === shouldBe) return rcodes.noError
    return shouldBe ? rcodes.nxDomain : rcodes.yxDomain
  }
  if ((addressesAt(zone, name.text, type) !== null) === shouldBe) return rcodes.noError
  return shouldBe ? rcodes.nxRrset : rcodes.yxRrset
}

/** "RRset exists (value dependent)": exactly the given records exist, in any order. */
function checkSets(zone: Zone, records: readonly WireRecord[]): Rcode {
  const sets = new Map<string, { name: string; type: number; addresses: Set<string> }>()
  for (const { name, type, data } of records) {
    const address = addressOf(type, data)
    if (address === undefined) return rcodes.formErr
    const key = `${name.text.toLowerCase()} ${type}`
    const set = sets.get(key) ?? { name: name.text, type, addresses: new Set<string>() }
    sets.set(key, set)
    set.addresses.add(address ?? 'of a type that is not kept here')
  }
  for (const { name, type, addresses } of sets.values()) {
    const found = addressesAt(zone, name, type)
    const isSame = found?.length === addresses.size && found.every((a) => addresses.has(a))
    if (!isSame) return rcodes.nxRrset
  }
  return rcodes.noError
}

/** The apex has a SOA and an NS record, which are not in the list of addresses. */
function isApex(zone: Zone, name: string): boolean {
  return name.toLowerCase() === zone.origin
}

function isNameInUse(zone: Zone, name: string): boolean {
  return isApex(zone, name) || zone.records.some((record) => record.name === name.toLowerCase())
}

/** Null: nothing of that type. */
function addressesAt(zone: Zone, name: string, type: number): readonly string[] | null {
  if (type !== types.a && type !== types.aaaa) {
    return isApex(zone, name) && (type === types.soa || type === types.ns) ? [] : null
  }
  const finding = zone.find(name, type === types.a ? 'A' : 'AAAA')
  return finding.kind === 'records' ? finding.records.map((record) => record.address) : null
}
