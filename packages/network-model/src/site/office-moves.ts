import type { NetworkConfig } from '@understudy/shared'
import { unreachable } from '@understudy/shared'
import { holdOf } from '../names/resolver.ts'
import type { Zone } from '../names/zone.ts'
import { type NetworkEffect, record } from '../network-effect.ts'
import type { Origin } from '../origins/origins.ts'
import type { Lead } from './lead.ts'

interface Last {
  readonly lead: Lead
  /** How long the resolver keeps what it told then, and so when it can first tell another. */
  readonly holdMs: number
  readonly expiresAtMs: number
}

/**
 * Tells the first connection of an office to the site that goes elsewhere than the one before it, and
 * why only now: that is what a swing's downtime is made of (NET-03 to NET-05).
 */
export class OfficeMoves {
  readonly #config: NetworkConfig
  readonly #zone: Zone
  readonly #last = new Map<string, Last>()

  constructor(config: NetworkConfig, zone: Zone) {
    this.#config = config
    this.#zone = zone
  }

  /** An office has dialled the site by its name and was led there. */
  follow(origin: Origin, lead: Lead, nowMs: number): readonly NetworkEffect[] {
    if (origin.office === null) return []
    const last = this.#last.get(origin.name)
    this.#last.set(origin.name, this.#remember(origin, lead, last, nowMs))
    const to = ownerOf(lead)
    if (last === undefined || ownerOf(last.lead) === to) return []
    const from = ownerOf(last.lead)
    const why = this.#why(origin, last, lead)
    return [record({ name: 'office-moved', office: origin.name, from, to, why })]
  }

  #remember(origin: Origin, lead: Lead, last: Last | undefined, nowMs: number): Last {
    const { siteHostname } = this.#config
    const expiresAtMs = origin.resolver.peek(siteHostname, 'A', nowMs)?.expiresAtMs ?? nowMs
    if (last !== undefined && last.expiresAtMs === expiresAtMs) return { ...last, lead }
    const found = this.#zone.find(siteHostname, 'A')
    const ttlMs = found.kind === 'records' ? (found.records[0]?.ttlMs ?? 0) : 0
    const habit = origin.office?.resolver ?? { habit: 'honour' }
    const isNegative = found.kind !== 'records'
    const holdMs = isNegative ? this.#zone.negativeTtlMs : holdOf(habit, ttlMs)
    return { lead, holdMs, expiresAtMs }
  }

  #why(origin: Origin, last: Last, lead: Lead): string {
    const before = last.lead
    if (addressOf(before) !== addressOf(lead)) {
      const habit = origin.office?.resolver.habit ?? 'honour'
      return `the resolver's cache (${habit}, ${last.holdMs / 1_000} s) expired`
    }
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

const ownerOf = (lead: Lead): string | null => (lead.kind === 'address' ? lead.appliance : null)
const addressOf = (lead: Lead): string | null => (lead.kind === 'address' ? lead.dialled : null)
