import { type AccountInterface, accountInterfaces } from '@understudy/shared'

/*
 * The cookies of sessions (SEC-02): read by no script, sent over HTTPS and by pages of this very site alone. The prefix
 * binds them to this host name (RFC 6265bis 4.1.3.2).
 */

export const sessionCookieNameOf = (which: AccountInterface): string => `__Host-understudy-${which}`
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Strict'

/** More cookies than that are none of ours. */
const headerLengthMax = 4_096

export const sessionCookie = (which: AccountInterface, token: string): string =>
  `${sessionCookieNameOf(which)}=${token}; ${attributes}`

export const endedCookies = (): readonly string[] =>
  accountInterfaces.map((which) => `${sessionCookieNameOf(which)}=; ${attributes}; Max-Age=0`)

/** The tokens that a request's Cookie header shows, of either interface. */
export function tokensIn(header: string | undefined): readonly string[] {
  if (header === undefined || header.length > headerLengthMax) return []
  return header.split(';').flatMap((pair) => {
    const [name, token] = pair.trim().split('=', 2)
    const isOurs = accountInterfaces.some((which) => sessionCookieNameOf(which) === name)
    return isOurs && token !== undefined && /^[\w-]{43}$/.test(token) ? [token] : []
  })
}
