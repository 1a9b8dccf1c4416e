import { refusal } from '@understudy/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendRefusal } from './admin-routes.ts'

/** What programs are told of a path that leads nowhere. */
export function sendNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // Without the query: a program's password may be in it (API-08).
  const [path = ''] = request.url.split('?', 1)
  const found = `${request.method} ${path}`.slice(0, 200)
  const expected = 'a path of this appliance'
  return sendRefusal(reply, refusal('invalid-input', { where: 'request', expected, found }), 404)
}
