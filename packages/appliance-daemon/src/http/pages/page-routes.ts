import cookies from '@fastify/cookie'
import forms from '@fastify/formbody'
import helmet from '@fastify/helmet'
import {
  assets,
  isLanguage,
  languageRoute,
  openPages,
  placedPages,
} from '@understudy/appliance-pages'
import { accountInterfaces } from '@understudy/shared'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from './act.ts'
import { addCustomerPages } from './customer.ts'
import { giveFile, pageFilesPath } from './give-file.ts'
import { logIn, logOut, showLogIn } from './log-in.ts'
import { addNotFound } from './not-found.ts'
import { chooseLanguage } from './page-cookies.ts'
import { pageHeaders } from './page-headers.ts'
import type { PagePorts, PageSite } from './page-ports.ts'
import { addPortal } from './portal.ts'
import { visit } from './visit.ts'

/** What somebody who is not logged in may send, and a form without a file. */
const strangerBytesMax = 8_192
const formBytesMax = 256 * 1024

/** The pages of the appliance, in a scope of their own: headers, cookies and forms are theirs alone (WEB-01 to WEB-05). */
export function addPageRoutes(
  app: FastifyInstance,
  ports: PagePorts & { readonly hasPages: boolean },
): void {
  const site: PageSite = { ...ports, pages: openPages() }
  app.register((scope, _options, done) => {
    scope.register(helmet, pageHeaders)
    scope.register(cookies)
    scope.register(forms, { bodyLimit: formBytesMax })
    // Read part by part, once it is known who sends it.
    scope.addContentTypeParser('multipart/form-data', (_request, stream, done) =>
      done(null, stream),
    )
    addAssets(scope)
    addPortal(scope, site)
    scope.get(languageRoute, async (request, reply) => switchLanguage(request, reply))
    if (ports.hasPages) {
      addCustomerPages(scope, site)
      addAdministration(scope, site)
      addNotFound(scope, site)
    }
    done()
  })
}

function addAdministration(scope: FastifyInstance, site: PageSite): void {
  scope.addHook('onRequest', async (_request, reply) => {
    void reply.header('cache-control', 'no-store')
  })
  for (const which of accountInterfaces) {
    scope.get(`/${which}`, (request, reply) => showLogIn(site, which, request, reply))
    scope.post(`/${which}`, { bodyLimit: strangerBytesMax }, (request, reply) =>
      logIn(site, which, request, reply),
    )
    scope.get(pageFilesPath(which), (request, reply) => giveFile(site, which, request, reply))
    scope.post(`/${which}/log-out`, (request, reply) => logOut(site, which, request, reply))
  }
  for (const placed of placedPages) {
    scope.get(placed.path, (request, reply) => visit(site, placed, request, reply))
    scope.post(placed.path, (request, reply) => act(site, placed, request, reply))
  }
}

function addAssets(scope: FastifyInstance): void {
  for (const { path, type, text } of assets)
    scope.get(path, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=300').type(type).send(text),
    )
}

/** Back to where somebody was, which is one of our own pages: nobody is sent elsewhere. */
function switchLanguage(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { to = '', back = '' } = request.query as Readonly<Record<string, string | undefined>>
  if (isLanguage(to)) chooseLanguage(reply, to)
  const isOurs =
    ['/login', '/appliance'].includes(back) || placedPages.some(({ path }) => path === back)
  return reply.redirect(isOurs ? back : '/', 303)
}
