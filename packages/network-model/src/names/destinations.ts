import { canonicalHost, ipv4Of, isIpv4 } from '@understudy/shared'
import type { Answer } from './resolver.ts'
import type { RecordType } from './zone-change.ts'

/** An address that a host name or address stands for. */
export interface Destination {
  /** The kind of record that gave it; `literal`: the address itself was dialled. */
  readonly family: RecordType | 'literal'
  /** The lab's address, also for its IPv6 twin; null = an unreachable IPv6 address. */
  readonly ipv4: string | null
  /** How long the resolver keeps this answer, by its habit; 0 if no resolver was asked. */
  readonly holdMs: number
}

/** Looks a name up in one family. */
export type LookUp = (name: string, type: RecordType) => Pick<Answer, 'addresses' | 'holdMs'>

/** All destinations of a host. */
export interface Destinations {
  readonly inOrder: readonly Destination[]
  /** If there is none: how long that is remembered (RFC 2308). */
  readonly absentForMs: number
}

/**
 * What a client with both families dials for a host, in order: IPv6 before IPv4 (RFC 6724 2.1), the families
 * alternating (RFC 8305 4), several of one family in the order of the answer. An address and its twin are one
 * host, dialled once. An address stands for itself.
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
