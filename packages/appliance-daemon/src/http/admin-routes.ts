import {
  adminApiPath,
  isOperation,
  type OperationName,
  type Outcome,
  operationNames,
  operationUrlPath,
  type Refusal,
  refusal,
  refused,
  unknownOperation,
} from '@understudy/shared'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { bearerCheck } from './bearer.ts'
import { openApiDocument } from './openapi.ts'
import { refusalStatus } from './refusal-status.ts'

export interface AdminPorts {
  readonly adminToken: string
  readonly version: string
  readonly invoke: (operation: OperationName, input: unknown) => Promise<Outcome<unknown>>
}

/** The admin REST API: one route for each operation of the table. */
export function addAdminRoutes(app: FastifyInstance, ports: AdminPorts): void {
  const isAdmin = bearerCheck(ports.adminToken)
  app.get(`${adminApiPath}/openapi.json`, () => openApiDocument(ports.version))
  app.post<{ Params: { name: string } }>(
    operationUrlPath(':name'),
    {
      // Before the body is read: without authority nobody gets to make us parse one.
      onRequest: async (request, reply) => {
        if (!isAdmin(request.headers.authorization))
          return sendRefusal(reply, refusal('unauthorised'))
        return undefined
      },
    },
    async (request, reply) => {
      const { name } = request.params
      if (!isOperation(name))
        return sendRefusal(reply, unknownOperation(name.slice(0, 100), operationNames))
      const outcome = await ports.invoke(name, request.body ?? {})
      return outcome.ok ? outcome : sendRefusal(reply, outcome.refusal)
    },
  )
}

export function sendRefusal(reply: FastifyReply, why: Refusal, status?: number): FastifyReply {
  return reply.code(status ?? refusalStatus[why.code]).send(refused(why))
}
