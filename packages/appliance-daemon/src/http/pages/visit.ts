import type { Asked, PlacedPage, View } from '@understudy/appliance-pages'
import type { AccountInterface, OperationName } from '@understudy/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusalStatus } from '../refusal-status.ts'
import { csrfOf, pageCaller } from './page-cookies.ts'
import { type Account, boxFacts, type PageSite } from './page-ports.ts'
import { pathOf, queryOf, sendHtml, wordsFor } from './page-reply.ts'
import { drawPage, isRefusal, whoIs } from './read-page.ts'

/** Somebody looks at a page. */
export async function visit(
  site: PageSite,
  placed: PlacedPage,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (isClosed(site, placed.interface)) return sendClosed(site, request, reply)
  const csrf = csrfOf(request, placed.interface)
  const caller = pageCaller(request, placed.interface, csrf)
  const account = await whoIs(site, caller)
  if (isRefusal(account)) return toLogIn(reply, placed)
  const view = viewOf(site, request, { account, csrf, asked: doneOf(placed, request) })
  if (account.mustChangePassword) return sendHtml(reply, 200, site.pages.drawMustChange(view))
  const { html, refused } = await drawPage(site, placed, view, caller)
  return sendHtml(reply, refused === null ? 200 : refusalStatus[refused.code], html)
}

export const toLogIn = (
  reply: FastifyReply,
  { interface: which, path }: PlacedPage,
): FastifyReply => reply.redirect(`/${which}?to=${encodeURIComponent(path)}`, 303)

export function viewOf(
  site: PageSite,
  request: FastifyRequest,
  { account, csrf, asked }: { account: Account; csrf: string; asked: Asked | null },
): View {
  const { interface: which, username, permissions } = account
  return {
    words: wordsFor(site, request),
    box: boxFacts(site),
    viewer: { interface: which, username, permissions },
    csrf,
    path: pathOf(request),
    nowMs: site.nowMs(),
    query: queryOf(request),
    asked,
  }
}

/** After a form was sent, the page is looked at again, and says so. */
function doneOf({ entry: { page } }: PlacedPage, request: FastifyRequest): Asked | null {
  const done = page.asks.find((operation) => operation === queryOf(request)['done'])
  return done === undefined || page.shows.includes(done)
    ? null
    : { operation: done as OperationName, entered: {}, outcome: { ok: true, value: {} } }
}

/** While software is being installed the whole site is closed; the box's own administration shows how far it is (UPD-06). */
export const isClosed = (site: PageSite, which: AccountInterface): boolean =>
  which === 'login' && site.portal().state === 'maintenance'

export const sendClosed = (
  site: PageSite,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply =>
  sendHtml(reply, 503, site.pages.drawPortal(wordsFor(site, request), boxFacts(site)))
