import type { ApplianceEffect, PostOutcome } from '@understudy/appliance-core'
import { eventsHost, httpPort, type NetworkOutputOf } from '@understudy/shared'
import type { VirtualNetwork } from './virtual-network.ts'

type PostEvent = Extract<ApplianceEffect, { kind: 'post-event' }>

const address = /^http:\/\/([^:/]+)(?::([0-9]+))?(\/.*)?$/

/**
 * Sends an outbound event to its recipient: a hop there, and one back. On a path that is cut nobody answers, and the
 * appliance waits for its own time limit, as in a real lab.
 */
export function postEvent(
  network: Pick<VirtualNetwork, 'dial' | 'command' | 'scheduler' | 'latencyMs' | 'carriesFrom'>,
  via: string,
  { url, body }: PostEvent,
  onDone: (outcome: PostOutcome) => void,
): void {
  const { scheduler, latencyMs } = network
  const [, host = '', port = String(httpPort), path = '/'] = address.exec(url) ?? []
  const later = (outcome: PostOutcome): void =>
    void scheduler.after(latencyMs, () => network.carriesFrom(eventsHost, via) && onDone(outcome))
  scheduler.after(latencyMs, () => {
    const route = network.dial(via, host, Number(port), false)
    if (route.kind === 'black-hole') return
    if (route.kind !== 'to' || route.appliance !== eventsHost) {
      later({ ok: false, reason: `nobody answers at ${host} port ${port}` })
      return
    }
    const answer = network.command({ kind: 'deliver-event', input: { via, path, body } })
    const status = answer.ok ? (answer.value as NetworkOutputOf<'deliver-event'>).status : 400
    later(status === 200 ? { ok: true } : { ok: false, reason: `it answered HTTP ${status}` })
  })
}
