import type { Language } from '@understudy/appliance-pages'
import type { FastifyInstance } from 'fastify'
import { sendOptions } from '../health-routes.ts'
import { boxFacts, type PageSite } from './page-ports.ts'
import { sendHtml, wordsFor } from './page-reply.ts'

/** `/`: what clients ask all the time, so it is drawn only when it has changed. */
export function addPortal(scope: FastifyInstance, site: PageSite): void {
  const drawn = new Map<Language, { readonly of: string; readonly html: string }>()
  scope.get('/', (request, reply) => {
    const answer = site.portal()
    const words = wordsFor(site, request)
    const of = JSON.stringify(answer)
    let known = drawn.get(words.language)
    if (known?.of !== of) {
      known = { of, html: site.pages.drawPortal(words, boxFacts(site)) }
      drawn.set(words.language, known)
    }
    void reply
      .header('x-understudy-appliance', answer.appliance)
      .header('x-understudy-state', answer.state)
      .header('x-understudy-site-version', answer.siteVersion)
      .header('cache-control', 'no-store')
    return sendHtml(reply, answer.status, known.html)
  })
  scope.options('/', (_request, reply) => sendOptions(reply, site.portal().status))
}
