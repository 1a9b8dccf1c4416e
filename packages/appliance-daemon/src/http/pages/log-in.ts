import { type PlacedPage, startPaths } from '@understudy/appliance-pages'
import type { AccountInterface, OutputOf, Refusal } from '@understudy/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendRefusal } from '../admin-routes.ts'
import { refusalStatus } from '../refusal-status.ts'
import { beginSession, csrfOf, endSession, pageCaller } from './page-cookies.ts'
import { boxFacts, type PageSite } from './page-ports.ts'
import { queryOf, sendHtml, wordsFor } from './page-reply.ts'
import { isRefusal, whoIs } from './read-page.ts'
import { refusalOfOrigin } from './same-site.ts'

/** The login of that interface; who is logged in already goes on. */
export async function showLogIn(
  site: PageSite,
  which: AccountInterface,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const caller = pageCaller(request, which, csrfOf(request, which))
  if (!isRefusal(await whoIs(site, caller))) return reply.redirect(startPaths[which], 303)
  const { to, over } = queryOf(request)
  return drawLogIn(site, which, request, reply, {
    to: ownPath(site, which, to),
    username: '',
    refused: null,
    isLoggedOut: over !== undefined,
  })
}

/** Exactly the operation `log-in`, with its lock and its rate (SEC-02); the session's tokens go into cookies. */
export async function logIn(
  site: PageSite,
  which: AccountInterface,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { username = '', password = '', to } = textsOf(request.body)
  const foreign = refusalOfOrigin(request.headers)
  const again = { to: ownPath(site, which, to), username, isLoggedOut: false }
  if (foreign !== null)
    return drawLogIn(site, which, request, reply, { ...again, refused: foreign })
  const caller = { kind: 'nobody', from: request.socket.remoteAddress ?? '' } as const
  const outcome = await site.invoke('log-in', { interface: which, username, password }, caller)
  if (!outcome.ok)
    return drawLogIn(site, which, request, reply, { ...again, refused: outcome.refusal })
  const { session = '', csrf } = outcome.value as OutputOf<'log-in'>
  beginSession(reply, which, { session, csrf })
  return reply.redirect(again.to, 303)
}

export async function logOut(
  site: PageSite,
  which: AccountInterface,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { csrf = '' } = textsOf(request.body)
  const foreign = refusalOfOrigin(request.headers)
  if (foreign !== null) return sendRefusal(reply, foreign)
  const outcome = await site.invoke('log-out', {}, pageCaller(request, which, csrf))
  if (!outcome.ok && outcome.refusal.code === 'csrf-refused')
    return sendRefusal(reply, outcome.refusal)
  endSession(reply, which)
  return reply.redirect(`/${which}?over`, 303)
}

interface Drawn {
  readonly to: string
  readonly username: string
  readonly refused: Refusal | null
  readonly isLoggedOut: boolean
}

function drawLogIn(
  site: PageSite,
  which: AccountInterface,
  request: FastifyRequest,
  reply: FastifyReply,
  { to, ...drawn }: Drawn,
): FastifyReply {
  const words = wordsFor(site, request)
  const html = site.pages.drawLogIn({
    words,
    box: boxFacts(site),
    interface: which,
    path: to,
    ...drawn,
  })
  return sendHtml(reply, drawn.refused === null ? 200 : refusalStatus[drawn.refused.code], html)
}

/** Where somebody wants to go after the login: a page of that interface, and nowhere else. */
function ownPath(site: PageSite, which: AccountInterface, wanted: unknown): string {
  const placed: PlacedPage | undefined =
    typeof wanted === 'string' ? site.pages.find(wanted) : undefined
  return placed?.interface === which ? placed.path : startPaths[which]
}

/** The single values of a form. */
function textsOf(body: unknown): Readonly<Record<string, string | undefined>> {
  const entries = Object.entries((body ?? {}) as object)
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'))
}
