import { type Entered, inputFrom, type PlacedPage } from '@understudy/appliance-pages'
import { isOperation, type Outcome, refused, unknownOperation } from '@understudy/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusalStatus } from '../refusal-status.ts'
import { csrfOf, pageCaller } from './page-cookies.ts'
import type { PageSite } from './page-ports.ts'
import { sendHtml } from './page-reply.ts'
import { drawPage, isRefusal, whoIs } from './read-page.ts'
import { refusalOfOrigin } from './same-site.ts'
import { isClosed, sendClosed, toLogIn, viewOf } from './visit.ts'

/** Somebody has sent a form of a page: its operation is asked for, as by any other way (WEB-06). */
export async function act(
  site: PageSite,
  placed: PlacedPage,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { interface: which, path } = placed
  if (isClosed(site, which)) return sendClosed(site, request, reply)
  const entered = (request.body ?? {}) as Entered
  const shown = entered['csrf']
  const csrf = csrfOf(request, which)
  const looker = pageCaller(request, which, csrf)
  const account = await whoIs(site, looker)
  if (isRefusal(account)) return toLogIn(reply, placed)
  const sender = pageCaller(request, which, typeof shown === 'string' ? shown : '')
  const operation = String(entered['operation'] ?? '')
  const outcome = await outcomeOf(placed, operation, () => {
    const foreign = refusalOfOrigin(request.headers)
    if (foreign !== null) return Promise.resolve(refused(foreign))
    const input = isOperation(operation) ? inputFrom(operation, entered) : {}
    return site.invoke(operation, input, sender)
  })
  const { page } = placed.entry
  const asked = isOperation(operation) ? { operation, entered, outcome } : null
  const view = viewOf(site, request, { account, csrf, asked })
  const status = outcome.ok ? 200 : refusalStatus[outcome.refusal.code]
  if (account.mustChangePassword && !outcome.ok)
    return sendHtml(reply, status, site.pages.drawMustChange(view))
  if (outcome.ok && isOperation(operation) && !page.shows.includes(operation))
    return reply.redirect(`${path}?done=${operation}`, 303)
  const drawn = await drawPage(site, placed, view, looker)
  return sendHtml(reply, status, drawn.html)
}

/** Only what the page itself has forms for; who must change the password can do nothing else anywhere. */
const outcomeOf = async (
  { entry: { page } }: PlacedPage,
  operation: string,
  ask: () => Promise<Outcome<unknown>>,
): Promise<Outcome<unknown>> =>
  operation === 'change-password' || page.asks.some((one) => one === operation)
    ? await ask()
    : refused(unknownOperation(operation.slice(0, 100), page.asks))
