import {
  createRandom,
  type EventName,
  type NetworkCommand,
  type NetworkConfig,
  type NetworkEvent,
} from '@understudy/shared'
import { addressOf, smallNetwork as network } from '../../parity/index.ts'
import { type NetworkEffect, NetworkModel } from '../../src/index.ts'

export const site = network.siteHostname
export { addressOf, network }
export const { publicAddress, sharedAddress } = network

export const modelOf = (config: Partial<NetworkConfig> = {}, seed = 'network'): NetworkModel =>
  new NetworkModel({ ...network, ...config }, createRandom(seed))

/** A model in which both appliances have their own addresses, and `a` the shared one. */
export function pairOf(config: Partial<NetworkConfig> = {}, seed = 'network'): NetworkModel {
  const model = modelOf(config, seed)
  model.claim('a', addressOf.a, 0, 0)
  model.claim('b', addressOf.b, 0, 0)
  model.claim('a', network.sharedAddress, 1, 0)
  return model
}

/** What an effect is: an event's name, or its kind. */
export const kindOf = (effect: NetworkEffect): string =>
  effect.kind === 'record' ? effect.event.name : effect.kind

/** The events among the effects that have that name. */
export function eventsOf<N extends NetworkEvent['name'] & EventName>(
  effects: readonly NetworkEffect[],
  name: N,
): readonly Extract<NetworkEvent, { name: N }>[] {
  return effects.flatMap((effect) =>
    effect.kind === 'record' && effect.event.name === name
      ? [effect.event as Extract<NetworkEvent, { name: N }>]
      : [],
  )
}

/** Who a connection reaches, or how it fails. */
export function reached(
  model: NetworkModel,
  host: string = site,
  nowMs = 0,
  origin = 'office-1',
  port = network.tlsPort,
): string {
  const { route } = model.dial(origin, host, port, nowMs)
  return route.kind === 'to' ? route.appliance : route.kind
}

/** Performs a command that must succeed. */
export function done(
  model: NetworkModel,
  command: NetworkCommand,
  nowMs = 0,
): readonly NetworkEffect[] {
  const { result, effects } = model.perform(command, nowMs)
  if (!result.ok) throw new Error(result.refusal.message)
  return effects
}
