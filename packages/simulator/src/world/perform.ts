import type { ApplianceEffect, Store } from '@understudy/appliance-core'
import { accepted, unreachable } from '@understudy/shared'
import { passwordInputOf } from './credentials.ts'
import type { HostClock } from './host-clock.ts'
import type { HostPort } from './host-port.ts'
import type { HostPorts } from './host-ports.ts'
import { proofOf } from './key-proof.ts'
import { performOnFiles } from './perform-on-files.ts'
import { performOnLink } from './perform-on-link.ts'
import { performOnNetwork } from './perform-on-network.ts'
import { answer, type RunningProcess } from './running-process.ts'
import { serviceUs } from './service-times.ts'

/** About as long as a real process takes to start; how long a box of the product takes is not modelled. */
const rebootMs = 1_000

/** The box whose process asks for something. */
interface PerformingHost extends HostPort {
  readonly clock: HostClock
  readonly store: Store
  readonly running: boolean
  /** Queues work of that many microseconds. */
  admit(serviceUs: number): number
  runs(process: RunningProcess): boolean
  readonly hasPower: boolean
  start(): void
  crash(): void
}

/** Does what the core in that process of the box has decided; what comes of it is delivered to the box. */
export function perform(
  host: PerformingHost,
  process: RunningProcess,
  ports: HostPorts,
  effect: ApplianceEffect,
): void {
  switch (effect.kind) {
    case 'answer':
      answer(process, effect.request, effect.outcome)
      return
    case 'set-timer':
      process.timers.set(effect.timer, host.clock.worldMsOf(effect.atMs))
      return
    case 'clear-timer':
      process.timers.clear(effect.timer)
      return
    case 'record':
      ports.record(effect.event)
      return
    case 'dial':
    case 'send':
    case 'close-link':
    case 'fetch-blobs':
      performOnLink(host, ports.links, effect)
      return
    case 'use-pre-shared-key':
      process.preSharedKey = effect.key
      return
    case 'prove-pre-shared-key':
      answer(process, effect.request, accepted(proofOf(process.preSharedKey, effect.nonce)))
      return
    case 'verify-password':
    case 'hash-password':
    case 'make-secrets':
      host.deliver(passwordInputOf(effect, process.randomOf(effect.job)))
      return
    case 'check-blobs':
    case 'discard-recordings':
    case 'make-sample-blobs':
    case 'write-backup':
    case 'read-backup':
    case 'certificate-work':
    case 'serve-certificates':
      performOnFiles(host, process, ports, effect)
      return
    case 'end-process':
      endProcess(host, ports, effect.how)
      return
    case 'update-work':
      ports.updates?.perform(effect.work, (input) => host.deliver(input))
      return
    case 'ping-addresses':
    case 'send-mail':
    case 'post-event':
    case 'claim-address':
    case 'release-address':
      performOnNetwork(host, ports.network, effect, () => host.runs(process))
      return
    case 'send-client':
      sendToClient(host, ports, effect)
      return
    case 'close-client':
      ports.channels.closeByAppliance(host, effect.connection, effect.reason)
      return
    default:
      unreachable(effect)
  }
}

function sendToClient(
  host: PerformingHost,
  { channels }: HostPorts,
  { connection, message }: Extract<ApplianceEffect, { kind: 'send-client' }>,
): void {
  if (message.type === 'upgrade') host.admit((message.sizeBytes / 1_024) * serviceUs.updateKiB)
  channels.sendToClient(host, connection, message)
}

/** It starts again after a moment, or when its power comes back (WEB-04). */
function endProcess(
  host: PerformingHost,
  { scheduler, network }: HostPorts,
  how: 'reboot' | 'shut-down',
): void {
  host.crash()
  if (how === 'shut-down') network.command({ kind: 'power-loss', input: { appliance: host.name } })
  else scheduler.after(rebootMs, () => host.running || !host.hasPower || host.start())
}
