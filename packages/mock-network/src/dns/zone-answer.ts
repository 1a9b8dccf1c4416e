import type { Zone } from '@understudy/network-model'
import type { DnsRecord } from '@understudy/shared'
import type { Answer } from 'dns-packet'
import { classes, isMetaType, rcodes, types } from './wire/codes.ts'
import type { WireQuestion } from './wire/message.ts'
import type { Reply } from './wire/reply.ts'

const apexTtlSeconds = 3_600
const refused: Reply = { rcode: rcodes.refused }

/**
 * What the zone's own server answers (NET-04). Zone transfers, other classes and names outside the zone are refused.
 */
export function zoneAnswer(zone: Zone, question: WireQuestion): Reply {
  const { name, type } = question
  if (type === types.any) return answerToAny((one) => zoneAnswer(zone, { ...question, type: one }))
  if (question.class !== classes.in || isMetaType(type)) return refused
  const finding = zone.find(name.text, type === types.aaaa ? 'AAAA' : 'A')
  if (finding.kind === 'outside') return refused
  if (isAddressType(type) && finding.kind === 'records') {
    return positive(finding.records.map((record) => addressAnswer(name.text, record)))
  }
  const isApex = name.text.toLowerCase() === zone.origin
  if (isApex && type === types.soa) return positive([soaOf(zone, name.text, apexTtl(zone))])
  if (isApex && type === types.ns) return { ...positive([nsOf(zone, name.text)]), ...glueOf(zone) }
  const rcode = finding.kind === 'no-such-name' ? rcodes.nxDomain : rcodes.noError
  // RFC 2308 3: the TTL of the SOA record is how long the absence may be remembered.
  const soa = soaOf(zone, zone.origin, Math.floor(zone.negativeTtlMs / 1_000))
  return { rcode, authoritative: true, authorities: [soa] }
}

/**
 * Answers ANY with one set of records that the name has: all that RFC 8482 4.1 asks for, and it fits any packet. A name
 * without any gets the usual negative answer.
 */
export function answerToAny(answer: (type: number) => Reply): Reply {
  const replies = [types.a, types.aaaa, types.soa].map(answer)
  const found = replies.find(({ answers = [] }) => answers.length > 0)
  return found ?? replies[0] ?? refused
}

export const isAddressType = (type: number): boolean => type === types.a || type === types.aaaa

/** The record as an answer, with the name in the asker's case. */
export function addressAnswer(
  name: string,
  { type, address, ttlMs }: Pick<DnsRecord, 'type' | 'address' | 'ttlMs'>,
): Answer {
  return { type, name: wireText(name), ttl: Math.floor(ttlMs / 1_000), data: address }
}

const positive = (answers: readonly Answer[]): Reply => ({
  rcode: rcodes.noError,
  authoritative: true,
  answers,
})

/** A negative answer must not outlive the SOA record itself (RFC 2308 5). */
const apexTtl = (zone: Zone): number =>
  Math.max(apexTtlSeconds, Math.floor(zone.negativeTtlMs / 1_000))

function soaOf(zone: Zone, name: string, ttl: number): Answer {
  const data = {
    mname: zone.nameServer,
    rname: `hostmaster${zone.origin && '.'}${zone.origin}`,
    serial: zone.serial,
    refresh: 3_600,
    retry: 600,
    expire: 604_800,
    minimum: Math.floor(zone.negativeTtlMs / 1_000),
  }
  return { type: 'SOA', name: wireText(name), ttl, data }
}

const nsOf = (zone: Zone, name: string): Answer => ({
  type: 'NS',
  name: wireText(name),
  ttl: apexTtlSeconds,
  data: zone.nameServer,
})

function glueOf(zone: Zone): Pick<Reply, 'additionals'> {
  const found = (['A', 'AAAA'] as const).map((type) => zone.find(zone.nameServer, type))
  const records = found.flatMap((finding) => (finding.kind === 'records' ? finding.records : []))
  return { additionals: records.map((record) => addressAnswer(record.name, record)) }
}

const wireText = (name: string): string => (name === '' ? '.' : name)
