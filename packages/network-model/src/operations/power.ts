import { hostsOf } from '@understudy/shared'
import { type NetworkEffect, record } from '../network-effect.ts'
import type { NetworkParts } from '../network-parts.ts'
import { commandRefused, done, type NetworkAnswer } from './network-answer.ts'

/** That appliance's host is gone at once, without notice to anybody (NET-12). */
export function loseThePower(
  parts: NetworkParts,
  { appliance }: { readonly appliance: string },
  nowMs: number,
): NetworkAnswer<null> {
  const { withoutPower, segment, site } = parts
  const objection = objectionTo(parts, appliance)
  if (objection !== undefined) return commandRefused(objection)
  if (withoutPower.has(appliance)) return done(null, [])
  withoutPower.add(appliance)
  const power: NetworkEffect = { kind: 'power', appliance, isOn: false }
  return done(null, [
    record({ name: 'power-lost', appliance }),
    power,
    ...segment.hostDown(appliance, nowMs, 'power-loss'),
    ...site.follow(),
  ])
}

/** The appliance starts from what is on its disk and knows none of its old connections. */
export function bringThePowerBack(
  parts: NetworkParts,
  { appliance }: { readonly appliance: string },
): NetworkAnswer<null> {
  const objection = objectionTo(parts, appliance)
  if (objection !== undefined) return commandRefused(objection)
  if (!parts.withoutPower.delete(appliance)) return done(null, [])
  const power: NetworkEffect = { kind: 'power', appliance, isOn: true }
  return done(null, [record({ name: 'power-back', appliance }), power])
}

function objectionTo({ config }: NetworkParts, appliance: string): string | undefined {
  const names = hostsOf({ network: config })
  if (names.includes(appliance)) return undefined
  return `Expected an appliance of ${names.join(', ')}, found "${appliance}".`
}
