import { canonicalHost, ipv4Of, isIpv4 } from '@understudy/shared'
import type { Answer } from './resolver.ts'
import type { RecordType } from './zone-change.ts'

/** An address that a host name or address stands for. */
export interface Destination {
  /** What was answered, or dialled as it is. */
  readonly family: RecordType | 'literal'
  /** The lab's address, or that of its twin; null = an IPv6 address to which there is no way. */
  readonly ipv4: string | null
  /** How long the resolver keeps the answer that it comes from, by its habit; 0 where nobody was asked. */
  readonly holdMs: number
}

/** What a name stands for in one family. */
export type LookUp = (name: string, type: RecordType) => Pick<Answer, 'addresses' | 'holdMs'>

/** All that a host stands for. */
export interface Destinations {
  readonly inOrder: readonly Destination[]
  /** How long it is remembered that there is nothing, where there is nothing (RFC 2308). */
  readonly absentForMs: number
}

/**
 * What a client with both families dials for that host, in its order: IPv6 before IPv4 (RFC 6724 2.1), the
 * families in turn (RFC 8305 4), several of a family in the order of the answer. An address and its twin are
 * one host, dialled once. A host that is an address stands for itself.
 */
export function destinationsOf(host: string, lookUp: LookUp): Destinations {
  const meant = canonicalHost(host)
  if (isIpv4(meant)) {
    return { inOrder: [{ family: 'literal', ipv4: meant, holdMs: 0 }], absentForMs: 0 }
  }
  const answers = { AAAA: lookUp(meant, 'AAAA'), A: lookUp(meant, 'A') }
  const of = (family: RecordType): readonly Destination[] => {
    const { addresses, holdMs } = answers[family]
    const isOfIpv4 = family === 'A'
    return addresses.map((address) => {
      return { family, ipv4: isOfIpv4 ? address : ipv4Of(address), holdMs }
    })
  }
  const ipv6 = of('AAAA')
  const inOrder = ipv6.length === 0 ? of('A') : inTurn(ipv6, of('A'))
  return { inOrder, absentForMs: answers.A.holdMs }
}

function inTurn(
  first: readonly Destination[],
  second: readonly Destination[],
): readonly Destination[] {
  const length = Math.max(first.length, second.length)
  const all = Array.from({ length }, (_, i) => [first[i], second[i]]).flat()
  const known = new Set<string>()
  return all.flatMap((destination) => {
    if (destination === undefined || known.has(destination.ipv4 ?? '')) return []
    if (destination.ipv4 !== null) known.add(destination.ipv4)
    return [destination]
  })
}
