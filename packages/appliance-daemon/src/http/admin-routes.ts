import {
  adminApiPath,
  type Caller,
  isOperation,
  type Outcome,
  type OutputOf,
  operationOf,
  operationUrlPath,
  type Refusal,
  refusal,
  refused,
  unknownOperation,
} from '@understudy/shared'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callerReader } from './caller.ts'
import { refusalStatus } from './refusal-status.ts'
import { endedCookies, sessionCookie } from './session-cookies.ts'

export interface AdminPorts {
  readonly adminToken: string
  /** The names of all operations of this host. */
  readonly operations: readonly string[]
  /** Its OpenAPI description; undefined = it has none. */
  readonly describe: (() => object) | undefined
  /** Why that caller may not ask for it; null = they may. */
  readonly refusalToAsk: (operation: string, caller: Caller) => Refusal | null
  readonly invoke: (operation: string, input: unknown, caller: Caller) => Promise<Outcome<unknown>>
}

/** What somebody who is not logged in may send. */
const strangerBytesMax = 8_192

/** The admin REST API: one route for each operation of the table. Asks for the owner's token or a session (SEC-02). */
export function addAdminRoutes(app: FastifyInstance, ports: AdminPorts): void {
  const readCaller = callerReader(ports.adminToken)
  const callerOf = ({ headers, socket }: FastifyRequest): Caller =>
    readCaller(headers, socket.remoteAddress ?? '')
  const { describe, operations } = ports
  if (describe !== undefined) app.get(`${adminApiPath}/openapi.json`, () => describe())
  app.post<{ Params: { name: string } }>(
    operationUrlPath(':name'),
    {
      // Before the body is read: without authority nobody gets to make us parse a large one.
      onRequest: async (request, reply) => {
        void reply.header('cache-control', 'no-store')
        const { name } = request.params
        const caller = callerOf(request)
        const why = operations.includes(name)
          ? ports.refusalToAsk(name, caller)
          : caller.kind === 'nobody'
            ? refusal('unauthorised')
            : null
        if (why !== null) return sendRefusal(reply, why)
        const isStranger = isOperation(name) && operationOf(name).who === 'anyone'
        const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY)
        if (isStranger && caller.kind !== 'owner' && length > strangerBytesMax)
          return sendRefusal(
            reply,
            refusal('too-large', { found: 'more', expected: strangerBytesMax }),
          )
        return undefined
      },
    },
    async (request, reply) => {
      const { name } = request.params
      if (!operations.includes(name))
        return sendRefusal(reply, unknownOperation(name.slice(0, 100), operations))
      const outcome = await ports.invoke(name, request.body ?? {}, callerOf(request))
      if (!outcome.ok) return sendRefusal(reply, outcome.refusal)
      if (name === 'log-out') void reply.header('set-cookie', endedCookies())
      return name === 'log-in' ? withCookie(reply, outcome.value as OutputOf<'log-in'>) : outcome
    },
  )
}

/** The session's token goes into the cookie, where no script reads it, and not into the body (SEC-02). */
function withCookie(reply: FastifyReply, value: OutputOf<'log-in'>): Outcome<unknown> {
  const { session = '', ...told } = value
  void reply.header('set-cookie', sessionCookie(value.interface, session))
  return { ok: true, value: told }
}

export function sendRefusal(reply: FastifyReply, why: Refusal, status?: number): FastifyReply {
  return reply.code(status ?? refusalStatus[why.code]).send(refused(why))
}
