import type { ApplianceEffect } from '@understudy/appliance-core'
import { unreachable } from '@understudy/shared'
import { postEvent } from './event-post.ts'
import type { HostPort } from './host-port.ts'
import { sendMail } from './mail-relay.ts'
import type { VirtualNetwork } from './virtual-network.ts'

export type OnNetwork = Extract<
  ApplianceEffect,
  { kind: 'ping-addresses' | 'claim-address' | 'release-address' | 'send-mail' | 'post-event' }
>

/** What a virtual box asks of the network around it; `stillRuns`: the process that asks is still there. */
export function performOnNetwork(
  host: Pick<HostPort, 'name' | 'deliver'>,
  network: VirtualNetwork,
  effect: OnNetwork,
  stillRuns: () => boolean,
): void {
  switch (effect.kind) {
    case 'ping-addresses': {
      const { addresses, purpose } = effect
      const asked = purpose === undefined ? {} : { purpose }
      network.ping(host.name, addresses, (reached) =>
        host.deliver({ kind: 'addresses-answered', reached, ...asked }),
      )
      return
    }
    case 'send-mail':
      sendMail(network, host.name, effect, (outcome) =>
        host.deliver({ kind: 'mail-done', id: effect.id, outcome }),
      )
      return
    case 'post-event':
      postEvent(network, host.name, effect, (outcome) =>
        host.deliver({ kind: 'event-posted', id: effect.id, outcome }),
      )
      return
    case 'claim-address':
      network.claim(host.name, effect.address, effect.epoch, stillRuns)
      return
    case 'release-address':
      network.release(host.name, effect.address)
      return
    default:
      unreachable(effect)
  }
}
