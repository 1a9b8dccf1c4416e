import type { NetworkConfig } from '@understudy/shared'
import { unreachable } from '@understudy/shared'
import { type NetworkEffect, record } from '../network-effect.ts'
import type { Origin } from '../origins/origins.ts'
import { type Lead, ownerOf, ownersByLot, takenOf } from './lead.ts'

/**
 * Tells when an office's connection to the site first goes somewhere else than the one before, and why
 * only now: a swing's downtime is made of these delays (NET-03 to NET-05).
 */
export class OfficeMoves {
  readonly #config: NetworkConfig
  readonly #last = new Map<string, Lead>()

  constructor(config: NetworkConfig) {
    this.#config = config
  }

  /** An office has dialled the site by name. `leads`: what it found, in its order of dialling. */
  follow(origin: Origin, leads: readonly Lead[]): readonly NetworkEffect[] {
    if (origin.office === null) return []
    const lead = takenOf(leads)
    const last = this.#last.get(origin.name)
    const to = ownerOf(lead)
    const from = last === undefined ? to : ownerOf(last)
    // A different draw among equally good ones is not a move.
    if (from !== to && from !== null && ownersByLot(leads).includes(from)) return []
    this.#last.set(origin.name, lead)
    if (last === undefined || from === to) return []
    const why = this.#why(origin, last, lead)
    return [record({ name: 'office-moved', office: origin.name, from, to, why })]
  }

  #why(origin: Origin, before: Lead, lead: Lead): string {
    if (addressOf(before) !== addressOf(lead)) return whyByName(origin, before, lead)
    if (before.kind === 'address' && lead.kind === 'address') {
      if (before.address !== lead.address) return `the gateway's rule leads to ${lead.address} now`
      return this.#whyByArp(lead)
    }
    return 'the name was dialled again'
  }

  #whyByArp({ address, by, appliance, via }: Lead & { kind: 'address' }): string {
    const whose = via === null ? 'its' : "the gateway's"
    if (typeof by === 'object') return `${whose} ARP cache still says ${by.leftBy} has ${address}`
    switch (by) {
      case 'aged':
        return `${whose} ARP entry (${this.#config.arp.cacheMs / 1_000} s) aged`
      case 'announced':
        return `${appliance} has announced ${address}`
      case 'nobody':
        return `nobody answers for ${address}`
      case 'conflict':
        return `of those that claim ${address} ${appliance} answered last`
      case 'asked':
      case 'cached':
        return `${appliance} answers for ${address} now`
      default:
        return unreachable(by)
    }
  }
}

function whyByName(origin: Origin, before: Lead, lead: Lead): string {
  const seconds = before.holdMs / 1_000
  if (before.kind === 'unknown-host') {
    return `the resolver's memory that the name has no address (${seconds} s) expired`
  }
  if (lead.kind === 'address' && lead.family !== before.family) {
    return lead.family === 'AAAA'
      ? `the name has an address in IPv6 now, that of ${lead.dialled}`
      : `the address in IPv6, that of ${before.dialled}, is gone or leads to nobody`
  }
  const habit = origin.office?.resolver.habit ?? 'honour'
  const told = lead.kind === 'address' ? '' : ', and the name has no address now'
  return `the resolver's cache (${habit}, ${seconds} s) expired${told}`
}

const addressOf = (lead: Lead): string | null => (lead.kind === 'address' ? lead.dialled : null)
