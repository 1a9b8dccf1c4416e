import type { DnsRecord, NatRule } from '@understudy/shared'
import type { NetworkParts } from './network-parts.ts'

/**
 * What people have edited and will find again the next time the lab is up (LAB-01). Everything else starts
 * afresh: caches, cut paths, faults.
 */
export interface LastingState {
  readonly serial: number
  readonly records: readonly DnsRecord[]
  readonly natRules: readonly NatRule[]
}

export const lastingState = ({ zone, gateway }: NetworkParts): LastingState => ({
  serial: zone.serial,
  records: zone.records,
  natRules: gateway.rules,
})

/** Restores it in a model that nobody has joined yet, or says why it does not fit. */
export function restoreState({ zone, gateway }: NetworkParts, state: LastingState): string | null {
  const foreign = state.natRules.find(
    ({ publicAddress, port }) =>
      publicAddress !== gateway.publicAddress || gateway.targetOf(port) === undefined,
  )
  if (foreign !== undefined) {
    return `The gateway forwards no ${foreign.publicAddress}:${foreign.port}.`
  }
  const objection = zone.restore(state.serial, state.records)
  if (objection !== null) return objection
  for (const { port, address } of state.natRules) gateway.setRule(port, address)
  return null
}
