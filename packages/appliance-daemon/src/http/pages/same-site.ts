import type { IncomingHttpHeaders } from 'node:http'
import { type Refusal, refusal } from '@understudy/shared'

/**
 * Whether a form was sent by a page of this very site (SEC-02); for logins it is all there is, for others it comes before the
 * session's token. Browsers say it (Fetch metadata, RFC 6454 7); a program that says nothing is none.
 */
export function refusalOfOrigin(headers: IncomingHttpHeaders): Refusal | null {
  const { host, origin } = headers
  const site = headers['sec-fetch-site']
  const isOwn = site === undefined || site === 'same-origin' || site === 'none'
  const isFromHere = origin === undefined || origin === `https://${host}`
  return isOwn && isFromHere ? null : refusal('csrf-refused')
}
