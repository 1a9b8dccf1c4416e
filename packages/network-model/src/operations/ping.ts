import { canonicalHost, type NetworkCommand, type NetworkOutputOf } from '@understudy/shared'
import type { NetworkParts } from '../network-parts.ts'
import { gatewayHost } from '../paths/host-words.ts'
import { commandRefused, done, type NetworkAnswer } from './network-answer.ts'

type Ping = Extract<NetworkCommand, { kind: 'ping' }>['input']

/**
 * Which of the addresses answer that host: somebody has them, and the path carries both ways. At the public address
 * the gateway itself answers. A host's own address always answers it, which proves nothing.
 */
export function ping(
  parts: NetworkParts,
  { from, addresses }: Ping,
  nowMs: number,
): NetworkAnswer<NetworkOutputOf<'ping'>> {
  const objection = parts.words.objectionTo(from)
  if (objection !== undefined) return commandRefused(objection)
  return done({ reached: addresses.filter((one) => answersPing(parts, from, one, nowMs)) }, [])
}

/** Whether that address answers that host, which the lab has. */
export function answersPing(
  { config, leads, origins, paths }: NetworkParts,
  from: string,
  text: string,
  nowMs: number,
): boolean {
  const address = canonicalHost(text)
  const isPublic = text === config.publicAddress || address === canonicalHost(config.publicAddress)
  const host = isPublic ? gatewayHost : leads.nextHop(origins.of(from), address, false, nowMs)
  return host !== null && (host === from || paths.carries(from, host))
}
