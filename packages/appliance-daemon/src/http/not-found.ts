import { refusal } from '@understudy/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendRefusal } from './admin-routes.ts'

/** What programs are told of a path that leads nowhere. */
export function sendNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const found = `${request.method} ${request.url}`.slice(0, 200)
  const expected = 'a path of this appliance'
  return sendRefusal(reply, refusal('invalid-input', { where: 'request', expected, found }), 404)
}
