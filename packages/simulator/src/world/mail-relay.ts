import type { ApplianceEffect, MailOutcome } from '@understudy/appliance-core'
import { mailHost } from '@understudy/shared'
import type { VirtualNetwork } from './virtual-network.ts'

type SendMail = Extract<ApplianceEffect, { kind: 'send-mail' }>

/**
 * Hands a mail to the relay: a hop there, and one back. On a path that is cut nobody answers, and the appliance waits
 * for its own time limit, as in a real lab.
 */
export function sendMail(
  network: Pick<VirtualNetwork, 'dial' | 'command' | 'scheduler' | 'latencyMs' | 'carriesFrom'>,
  via: string,
  { relay, port, mail }: SendMail,
  onDone: (outcome: MailOutcome) => void,
): void {
  const { scheduler, latencyMs } = network
  const later = (outcome: MailOutcome): void =>
    void scheduler.after(latencyMs, () => network.carriesFrom(mailHost, via) && onDone(outcome))
  scheduler.after(latencyMs, () => {
    const route = network.dial(via, relay, port, false)
    if (route.kind === 'black-hole') return
    if (route.kind !== 'to' || route.appliance !== mailHost) {
      later({ ok: false, reason: `no relay answers at ${relay} port ${port}`, isFinal: false })
      return
    }
    const taken = network.command({ kind: 'deliver-mail', input: { via, ...mail } })
    later(taken.ok ? { ok: true } : { ok: false, reason: taken.refusal.message, isFinal: true })
  })
}
