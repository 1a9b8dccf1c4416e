import { type Health, type HealthQuestion, healthQuestions } from '@understudy/appliance-core'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** What each path asks. `/healthz`, the orchestrators' usual name, asks whether clients are served. */
const questions: readonly (readonly [path: string, question: HealthQuestion])[] = [
  ...healthQuestions.map((question) => [`/health/${question}`, question] as const),
  ['/healthz', 'ready'],
]

/**
 * What load balancers ask without authentication (LAB-04): 200 = yes, 503 = no, for GET and HEAD, and for OPTIONS,
 * which HAProxy sends unless told otherwise.
 */
export function addHealthRoutes(app: FastifyInstance, health: () => Health): void {
  for (const [path, question] of questions) {
    const statusOf = ({ yes }: Health): 200 | 503 => (yes.includes(question) ? 200 : 503)
    app.get(path, (_request, reply) => {
      const now = health()
      const { role, state } = now
      const code = statusOf(now)
      return reply
        .code(code)
        .header('cache-control', 'no-store')
        .send({ status: code === 200 ? 'ok' : 'unavailable', question, role, state })
    })
    app.options(path, (_request, reply) => sendOptions(reply, statusOf(health())))
  }
}

/** Answers with the status GET would have and the allowed methods (RFC 9110 9.3.7). */
export const sendOptions = (reply: FastifyReply, status: number): FastifyReply =>
  reply
    .code(status)
    .header('allow', 'GET, HEAD, OPTIONS')
    .header('cache-control', 'no-store')
    .header('content-length', '0')
    .send()
