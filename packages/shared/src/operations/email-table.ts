import { type Static, Type } from 'typebox'
import { MailAddress } from '../mail/mail.ts'
import { roles } from '../roles.ts'
import type { ApplianceOperation } from './appliance-operation.ts'
import type { Frozen } from './operation.ts'
import { Count, Empty, HostName, orNull, Port, TimeMs } from './schemas.ts'

const closed = { additionalProperties: false } as const
const page = '/login > Management > Email Configuration'

const fields = {
  /** SMTP Relay Server: a host of the lab's network. */
  relay: HostName,
  port: Port,
  from: MailAddress,
  /** Default Admin Contact Email Addresses; none = nobody is told. */
  recipients: Type.Array(MailAddress, { maxItems: 20 }),
  /** Send Daily Communication Notice: who misses it knows that mails no longer come. */
  dailyNotice: Type.Boolean(),
}

/** E-mail configuration of a site (product facts 1.16): data of the site, so that a sync carries it. */
export const EmailSettings = Type.Object(fields)
export type EmailSettings = Frozen<Static<typeof EmailSettings>>

/** Where alerts go, and whether they got there, as operations like all others (product facts 1.16). */
export const emailOperations = {
  'set-email': {
    kind: 'change',
    duringMaintenance: false,
    title: 'Set to whom alerts are mailed, and by which SMTP relay; what is left out stays',
    page,
    who: 'site-admin',
    // A backup's is its primary's.
    roles: ['none', 'primary'],
    input: Type.Object(
      {
        ...Type.Partial(Type.Object(fields)).properties,
        /** Send a test email when the settings are saved. */
        test: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
    output: EmailSettings,
  },
  'show-email': {
    kind: 'read',
    duringMaintenance: true,
    roles,
    title: 'Show to whom alerts are mailed, and which mails wait',
    page,
    who: 'site-admin',
    input: Empty,
    output: Type.Object({
      /** null = none was ever set. */
      settings: orNull(EmailSettings),
      /** Mails that have not got to the relay yet, the oldest first. */
      waiting: Type.Array(
        Type.Object({
          id: Type.String(),
          subject: Type.String(),
          queuedAtMs: TimeMs,
          attempts: Count,
        }),
      ),
      /** Why the first of them waits; null = it was not tried, or nothing waits. */
      trouble: orNull(Type.String()),
    }),
  },
} as const satisfies Record<string, ApplianceOperation>
