import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { boxFacts, type PageSite } from './page-ports.ts'
import { sendHtml, wordsFor } from './page-reply.ts'
import { refusalOfOrigin } from './same-site.ts'

const namesMax = 200
const issueMax = 1_000
const customerPath = (token: string): string => `/session/${token}`

/** The portal's form, and the page on which its customer waits (CLI-07). */
export function addCustomerPages(scope: FastifyInstance, site: PageSite): void {
  scope.post('/', { bodyLimit: 8_192 }, (request, reply) => ask(site, request, reply))
  scope.get(customerPath(':token'), (request, reply) => look(site, request, reply))
  scope.post(customerPath(':token'), { bodyLimit: 1_024 }, (request, reply) => {
    if (refusalOfOrigin(request.headers) === null) site.portalDesk.leave(tokenOf(request))
    return reply.redirect('/', 303)
  })
}

function ask(site: PageSite, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { customer, issue = '' } = (request.body ?? {}) as Readonly<Record<string, unknown>>
  const name = typeof customer === 'string' ? customer.trim().slice(0, namesMax) : ''
  const isOpen = site.portal().status === 200 && refusalOfOrigin(request.headers) === null
  if (!isOpen || name === '') return reply.redirect('/', 303)
  const token = site.portalDesk.request({ customer: name, issue: String(issue).slice(0, issueMax) })
  if (token !== undefined) return reply.redirect(customerPath(token), 303)
  const busy = { state: 'busy' } as const
  return sendHtml(
    reply,
    503,
    site.pages.drawCustomer(wordsFor(site, request), boxFacts(site), busy),
  )
}

function look(site: PageSite, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const session = site.portalDesk.look(tokenOf(request))
  if (session === undefined) return reply.redirect('/', 303)
  void reply.header('cache-control', 'no-store')
  return sendHtml(
    reply,
    200,
    site.pages.drawCustomer(wordsFor(site, request), boxFacts(site), {
      ...session,
      path: customerPath(tokenOf(request)),
    }),
  )
}

const tokenOf = ({ params }: FastifyRequest): string =>
  (params as { readonly token?: string }).token ?? ''
