import { EmailSettings, fitsSchema, mailHost, parseJson, sinkHostnameOf } from '@understudy/shared'
import type { Context } from '../context.ts'

/** Data of the site: the primary's overwrites its backup's, as the product's does (product facts 1.13). */
export const emailKey = 'email/configuration'

/** What was set, here or on the primary; null = nothing. */
export function emailSettingsOf(ctx: Context): EmailSettings | null {
  const text = ctx.store.settings.get(emailKey)?.value
  if (text === undefined) return null
  const value = parseJson(text)
  // It may have come from a peer or from a backup.
  return fitsSchema(EmailSettings, value) ? (value as EmailSettings) : null
}

/** The product has no defaults for the addresses; a lab's mail host is the relay that is there. */
export const usualEmailSettings = ({ config: { siteHostname } }: Context): EmailSettings => ({
  relay: sinkHostnameOf(siteHostname, mailHost),
  port: 25,
  from: `alerts@${siteHostname}`,
  recipients: [],
  dailyNotice: false,
})
