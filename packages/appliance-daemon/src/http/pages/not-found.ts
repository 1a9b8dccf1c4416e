import { accountInterfaces } from '@understudy/shared'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendNotFound } from '../not-found.ts'
import { boxFacts, type PageSite } from './page-ports.ts'
import { pathOf, sendHtml, wordsFor } from './page-reply.ts'

/** A path that leads nowhere: a page for who looks, in their language, and a refusal for programs. */
export function addNotFound(scope: FastifyInstance, site: PageSite): void {
  scope.get('/*', (request, reply) =>
    wantsPage(request) ? sendNowhere(site, request, reply) : sendNotFound(request, reply),
  )
}

function sendNowhere(site: PageSite, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = pathOf(request)
  const which = accountInterfaces.find((one) => path === `/${one}` || path.startsWith(`/${one}/`))
  const start = which === undefined ? '/' : `/${which}`
  return sendHtml(
    reply,
    404,
    site.pages.drawNotFound(wordsFor(site, request), boxFacts(site), start),
  )
}

/** Browsers name HTML when they ask for a page; programs take anything, or JSON. */
const wantsPage = ({ headers: { accept = '' } }: FastifyRequest): boolean =>
  accept.includes('text/html')
