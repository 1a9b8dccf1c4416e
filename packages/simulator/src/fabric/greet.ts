import { clientObjection } from '@understudy/shared'
import type { HostPort } from '../world/host-port.ts'
import type { NetworkPort, Reached } from './network-port.ts'

/**
 * The handshake of a client that has reached a host: all of ours check the certificate (CRT-02). `onRefused` comes when
 * the client has seen one that it does not take; otherwise `onAccepted` at once, for what a handshake costs is counted
 * with the first request.
 */
export function greet(
  network: NetworkPort,
  host: HostPort,
  { address }: Reached,
  { onAccepted, onRefused }: { onAccepted: () => void; onRefused: () => void },
): void {
  const { scheduler, siteHostname, authority, latencyMs } = network
  const shown = host.certificateAt(address)
  const use = { siteHostname, nowMs: scheduler.nowMs }
  if (shown === null || clientObjection(shown, use, authority) === null) onAccepted()
  // The answer to its SYN, its hello, and the certificate (RFC 8446 2).
  else scheduler.after(3 * latencyMs, onRefused)
}
