import { Contact } from '@understudy/network-model'
import type { Handle } from '../scheduler/scheduler.ts'
import type { VirtualFlow } from './flows.ts'
import type { NetworkPort } from './network-port.ts'
import type { PipePair } from './pipe-pair.ts'

export interface FlowContactPorts extends Pick<PipePair<unknown, unknown>, 'hold' | 'letGo'> {
  /** A reset has reached the end that dialled. */
  readonly onReset: () => void
  readonly onTimeLimit: () => void
}

/** Watches over a client's connection in the virtual fabric that is in trouble (NET-12). */
export function contactOf(
  network: NetworkPort,
  flow: Pick<VirtualFlow, 'origin' | 'holder' | 'address' | 'via'>,
  ordinal: number,
  ports: FlowContactPorts,
): Contact<Handle> {
  const { scheduler, heartbeat, latencyMs } = network
  const { origin, holder, address, via } = flow
  return new Contact<Handle>(
    { holder, heartbeat, ordinal },
    {
      nowMs: () => scheduler.nowMs,
      at: (atMs, fire) => scheduler.at(atMs, fire),
      clear: (handle) => scheduler.cancel(handle),
      isCarried: () => network.carriesFrom(origin, holder) && network.carriesFrom(holder, origin),
      meets: () => network.meets(origin, { address, via }),
      hold: () => ports.hold(),
      letGo: () => ports.letGo(),
      // There, and back.
      onReset: () => scheduler.after(2 * latencyMs, ports.onReset),
      onTimeLimit: ports.onTimeLimit,
    },
  )
}
