import type { AccountInterface, Caller } from '@understudy/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { digestOf } from '../../accounts/secrets.ts'
import { sessionCookieNameOf } from '../session-cookies.ts'

/*
 * The cookies of pages, besides the session's own (SEC-02). A page's forms show the session's token against forged requests; so that it
 * can be written into the next page, the browser keeps it in a cookie that no script and no other site reads. Only the form's counts.
 */

const csrfCookieNameOf = (which: AccountInterface): string => `${sessionCookieNameOf(which)}-csrf`
const languageCookieName = '__Host-understudy-language'

const ofThisSite = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const
/** A choice of language may be followed from another site; it opens nothing. */
const ofAnySite = { ...ofThisSite, sameSite: 'lax', maxAge: 31_536_000 } as const

const isToken = (text: string | undefined): text is string =>
  text !== undefined && /^[\w-]{43}$/.test(text)

export function beginSession(
  reply: FastifyReply,
  which: AccountInterface,
  { session, csrf }: { readonly session: string; readonly csrf: string },
): void {
  reply.setCookie(sessionCookieNameOf(which), session, ofThisSite)
  reply.setCookie(csrfCookieNameOf(which), csrf, ofThisSite)
}

export function endSession(reply: FastifyReply, which: AccountInterface): void {
  reply.clearCookie(sessionCookieNameOf(which), ofThisSite)
  reply.clearCookie(csrfCookieNameOf(which), ofThisSite)
}

export const chosenLanguage = ({ cookies }: FastifyRequest): string | undefined =>
  cookies[languageCookieName]

export const chooseLanguage = (reply: FastifyReply, language: string): FastifyReply =>
  reply.setCookie(languageCookieName, language, ofAnySite)

export const csrfOf = ({ cookies }: FastifyRequest, which: AccountInterface): string =>
  cookies[csrfCookieNameOf(which)] ?? ''

/**
 * Who asks by a page of that interface. `csrf`: as the form shows it; for what is only looked at, the cookie's own.
 */
export function pageCaller(
  { cookies, socket }: FastifyRequest,
  which: AccountInterface,
  csrf: string,
): Caller {
  const from = socket.remoteAddress ?? ''
  const session = cookies[sessionCookieNameOf(which)]
  if (!isToken(session)) return { kind: 'nobody', from }
  return {
    kind: 'session',
    sessions: [digestOf(session)],
    csrf: isToken(csrf) ? digestOf(csrf) : null,
    from,
  }
}
