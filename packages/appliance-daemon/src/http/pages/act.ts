import { type Entered, fileNameOf, inputFrom, type PlacedPage } from '@understudy/appliance-pages'
import {
  type Caller,
  isOperation,
  type OperationName,
  type Outcome,
  type OutputOf,
  operationOf,
  type Refusal,
  refused,
  unknownOperation,
} from '@understudy/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusalStatus } from '../refusal-status.ts'
import { pageFilePath, sendAs } from './give-file.ts'
import { csrfOf, pageCaller } from './page-cookies.ts'
import type { PageSite } from './page-ports.ts'
import { sendHtml } from './page-reply.ts'
import { readForm, type SentForm } from './read-form.ts'
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
  const csrf = csrfOf(request, which)
  const looker = pageCaller(request, which, csrf)
  // Before anything of a file is read.
  const account = await whoIs(site, looker)
  if (isRefusal(account)) return toLogIn(reply, placed)
  const mayAsk = ({ operation, csrf: shown }: Entered): Refusal | null =>
    refusalOfOrigin(request.headers) ??
    refusalOfPage(placed, String(operation ?? '')) ??
    site.refusalToAsk(String(operation), senderOf(shown))
  const senderOf = (shown: Entered[string]): Caller =>
    pageCaller(request, which, typeof shown === 'string' ? shown : '')
  const form = await readForm(site, request, mayAsk)
  const { entered } = form
  const outcome = await ask(site, form, mayAsk(entered), senderOf(entered['csrf']))
  const operation = String(entered['operation'] ?? '')
  if (outcome.ok && isOperation(operation)) {
    const sent = answerOf(placed, operation, { entered, answer: outcome.value }, reply)
    if (sent !== null) return sent
  }
  const asked = isOperation(operation) ? { operation, entered, outcome } : null
  const view = viewOf(site, request, { account, csrf, asked })
  const status = outcome.ok ? 200 : refusalStatus[outcome.refusal.code]
  if (account.mustChangePassword && !outcome.ok)
    return sendHtml(reply, status, site.pages.drawMustChange({ ...view, path }))
  const drawn = await drawPage(site, placed, view, looker)
  return sendHtml(reply, status, drawn.html)
}

async function ask(
  site: PageSite,
  form: SentForm,
  why: Refusal | null,
  sender: Caller,
): Promise<Outcome<unknown>> {
  const { entered } = form
  const operation = entered['operation']
  if (why !== null) return refused(why)
  if (!form.ok) return refused(form.refusal)
  if (typeof operation !== 'string' || !isOperation(operation))
    return refused(unknownOperation('', []))
  const input = inputFrom(operation, entered)
  const outcome = await site.invoke(operation, input, sender)
  // Nobody will install it.
  if (!outcome.ok && operation === 'upload-update')
    await site.updateFiles.drop(String(input['file']))
  return outcome
}

/** Only what the page itself has forms for; the password can be changed anywhere when it has to be. */
const refusalOfPage = ({ entry: { page } }: PlacedPage, operation: string): Refusal | null =>
  operation === 'change-password' || page.asks.some((one) => one === operation)
    ? null
    : unknownOperation(operation.slice(0, 100), page.asks)

/** A file to be saved, or the page anew; null: the page shows the answer itself. */
function answerOf(
  { interface: which, path, entry: { page } }: PlacedPage,
  operation: OperationName,
  { entered, answer }: { readonly entered: Entered; readonly answer: unknown },
  reply: FastifyReply,
): FastifyReply | null {
  if (operation === 'export-jump-clients')
    return sendAs(reply, 'jump-clients.csv').send((answer as OutputOf<'export-jump-clients'>).csv)
  if (operationOf(operation).file === 'gives') {
    const { file } = answer as { readonly file: string }
    return reply.redirect(pageFilePath(which, file, fileNameOf(operation, answer, entered)), 303)
  }
  if (page.shows.includes(operation)) return null
  const query = new URLSearchParams({ ...page.after(operation, answer), done: operation })
  return reply.redirect(`${path}?${query}`, 303)
}
