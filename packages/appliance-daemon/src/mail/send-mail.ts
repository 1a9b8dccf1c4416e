import type { ApplianceEffect, MailOutcome } from '@understudy/appliance-core'
import { timeouts } from '@understudy/shared'
import { connected } from '../surroundings/connected.ts'
import { loaded } from '../surroundings/loaded.ts'
import type { Surroundings } from '../surroundings/surroundings.ts'
import type { Timers } from '../timers.ts'

export interface MailPorts {
  readonly surroundings: Surroundings
  readonly timers: Timers
  /** How this appliance calls itself to a relay. */
  readonly hostname: string
}

type SendMail = Extract<ApplianceEffect, { kind: 'send-mail' }>

/**
 * Hands a mail to its relay by SMTP, within `timeouts.mailMs` of lab time. Never rejects: the outcome says what the relay
 * said, or how far it got.
 */
export async function sendMail(
  { surroundings, timers, hostname }: MailPorts,
  { id, relay, port, mail }: SendMail,
): Promise<MailOutcome> {
  const nobody = `no relay answers at ${relay} port ${port}`
  const route = surroundings.sinkAt(relay, port)
  if (route === undefined) return { ok: false, reason: nobody, isFinal: false }
  // Most boxes never send any: a start must not wait for it.
  const { createTransport } = await loaded(surroundings.work, () => import('nodemailer'))
  const socket = await connected(route, surroundings)
  if (socket === null) return { ok: false, reason: nobody, isFinal: false }
  timers.after(id, timeouts.mailMs, () => socket.destroy())
  const transport = createTransport({
    getSocket: (_options, onSocket) => onSocket(null, { connection: socket }),
    name: hostname,
    ...noRealLimits,
  })
  try {
    await transport.sendMail({
      messageId: `<${id}>`,
      from: mail.from,
      to: [...mail.to],
      subject: mail.subject,
      text: mail.text,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return { ok: true }
  } catch (error) {
    const { message, responseCode = 0 } = error as Error & { readonly responseCode?: number }
    return { ok: false, reason: message, isFinal: responseCode >= 500 }
  } finally {
    timers.clear(id)
    transport.close()
  }
}

/** The limit is lab time's: an hour may pass in a moment, or a moment take long. */
const noRealLimits = {
  connectionTimeout: 3_600_000,
  greetingTimeout: 3_600_000,
  socketTimeout: 3_600_000,
} as const
