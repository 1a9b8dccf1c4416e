import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Health } from '@understudy/appliance-core'
import type { Work } from '@understudy/lab-channel'
import { type PortalAnswer, refusal } from '@understudy/shared'
import fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import type { PortalDesk } from '../clients/portal-desk.ts'
import { type AdminPorts, addAdminRoutes, sendRefusal } from './admin-routes.ts'
import { type ApiPorts, addApiRoutes } from './api/api-routes.ts'
import { addFileRoutes, type FilePorts } from './file-routes.ts'
import { addHealthRoutes } from './health-routes.ts'
import { sendNotFound } from './not-found.ts'
import { addPageRoutes } from './pages/page-routes.ts'
import { boundReading } from './patience.ts'
import type { Replies } from './replies.ts'
import { addUpdateRoutes, type UpdatePorts } from './update-routes.ts'

export interface WebsitePorts extends AdminPorts, FilePorts, UpdatePorts {
  readonly siteHostname: string
  readonly nowMs: () => number
  readonly portalDesk: PortalDesk
  readonly portal: () => PortalAnswer
  readonly health: () => Health
  /** What the XML APIs need; undefined = there are none: a witness has no sessions. */
  readonly api: Omit<ApiPorts, 'invoke' | 'work'> | undefined
  readonly replies: Replies
  /** Makes the server that answers through that listener. */
  readonly serve: (onRequest: RequestListener) => Server
}

const bodyBytesMax = 1024 * 1024

/** The website of the appliance: portal, health, admin API. `close` ends it. */
export async function openWebsite(ports: WebsitePorts): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: bodyBytesMax,
    serverFactory: (handler) =>
      ports.serve((request, response) => {
        boundReading(request, response)
        countWork(ports.work, request, response)
        ports.replies.note(response)
        handler(request, response)
      }),
    forceCloseConnections: true,
  })
  addPageRoutes(app, { ...ports, hasPages: ports.operations.includes('log-in') })
  addHealthRoutes(app, ports.health)
  addAdminRoutes(app, ports)
  // A witness has no operation that takes or gives a file.
  if (ports.operations.includes('upload-backup')) addFileRoutes(app, ports)
  if (ports.operations.includes('upload-update')) addUpdateRoutes(app, ports)
  const { api, invoke, work } = ports
  if (api !== undefined) addApiRoutes(app, { ...api, invoke, work })
  addRefusals(app)
  await app.ready()
  return app
}

/** Turns Fastify's own errors into ordinary refusals. */
function addRefusals(app: FastifyInstance): void {
  app.setNotFoundHandler(sendNotFound)
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500
    // Our mistake, not the asker's: let it end the process, the store is safe.
    if (status >= 500) throw error
    if (status === 413)
      return sendRefusal(reply, refusal('too-large', { found: 'more', expected: bodyBytesMax }))
    const details = { where: 'body', expected: 'a JSON object', found: error.message }
    return sendRefusal(reply, refusal('invalid-input', details), status)
  })
}

/** The lab's clock waits while a request is being read; after that the core counts its own work. */
function countWork(work: Work, request: IncomingMessage, response: ServerResponse): void {
  let counted = true
  const end = (): void => {
    if (counted) work.end()
    counted = false
  }
  work.begin()
  request.once('end', () => setImmediate(end))
  request.once('close', end)
  response.once('close', end)
}
