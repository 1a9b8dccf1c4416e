import { type Static, Type } from 'typebox'
import type { Frozen } from '../operations/operation.ts'

const closed = { additionalProperties: false } as const

/** An address as RFC 5321 has it, without comments and quoted parts: nothing in it can end a header line. */
export const MailAddress = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: '^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,189}$',
})

/** Who writes to whom, and what. Plain text; nothing secret. */
export const mailFields = {
  from: MailAddress,
  to: Type.Array(MailAddress, { minItems: 1, maxItems: 20 }),
  /** One line. */
  subject: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]*$' }),
  text: Type.String({ maxLength: 16_384 }),
}

/** An e-mail: an appliance's alert, or what the vendor's update server tells its customers. */
export const Mail = Type.Object(mailFields, closed)
export type Mail = Frozen<Static<typeof Mail>>

/** The host of a lab that takes its mail, wherever hosts are named. */
export const mailHost = 'mail'

/** The port on which the mail host takes mail (RFC 5321). */
export const smtpPort = 25
