import type { FileHandle } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import {
  type Api,
  type ApiAnswer,
  type ApiRecording,
  commandSchema,
  eraOf,
  errorDocument,
  errorTexts,
  parametersOf,
  probeAnswer,
  reportingSchema,
} from '@understudy/appliance-api'
import type { Work } from '@understudy/lab-channel'
import { commandApiPath, healthProbePath, reportingApiPath } from '@understudy/shared'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendOptions } from '../health-routes.ts'
import { ApiDesk, type ApiDeskPorts } from './api-desk.ts'
import { apiHeaders, sendDocument } from './send-answer.ts'

export interface ApiPorts extends ApiDeskPorts {
  readonly work: Work
  /** A recording's file; undefined = it is gone. */
  readonly openRecording: (name: string) => Promise<FileHandle | undefined>
}

/** Parameters take no more than that. */
const formBytesMax = 64 * 1024
/** Reports that are sent at a time; each is read from the store while others wait. */
const answersMax = 32

const apis = {
  command: { path: commandApiPath, schema: commandSchema },
  reporting: { path: reportingApiPath, schema: reportingSchema },
} as const

/** The XML APIs (SPEC 7), in the form that programs written for the product rely on (A). */
export function addApiRoutes(app: FastifyInstance, ports: ApiPorts): void {
  const { reading } = ports
  app.get(healthProbePath, (_request, reply) => {
    const { status, text } = probeAnswer(reading())
    return reply.code(status).headers(apiHeaders).type('text/plain; charset=utf-8').send(text)
  })
  app.options(healthProbePath, (_request, reply) =>
    sendOptions(reply, probeAnswer(reading()).status),
  )
  // A scope of its own: a form is a body here and nowhere else.
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: formBytesMax },
      (_, body, done) => done(null, body),
    )
    const desk = new ApiDesk(ports)
    for (const api of ['command', 'reporting'] as const) {
      const { path, schema } = apis[api]
      scope.get(`${path}.xsd`, (_request, reply) =>
        reply
          .headers(apiHeaders)
          .type('text/xml; charset=UTF-8')
          .send(schema(eraNow(ports))),
      )
      for (const url of [path, `${path}.ns`])
        scope.route({
          method: ['GET', 'POST'],
          url,
          // HEAD would change roles too.
          exposeHeadRoute: false,
          handler: answering(api, desk, ports),
        })
    }
    scope.setErrorHandler((error: FastifyError, _request, reply) => {
      if ((error.statusCode ?? 500) >= 500) throw error
      reply.hijack()
      const document = errorDocument(eraNow(ports), 'command', errorTexts.request)
      return sendDocument(reply.raw, document, ports.work, error.statusCode)
    })
    done()
  })
}

const eraNow = ({ reading }: ApiPorts) => eraOf(reading().status.site)

function answering(api: Api, desk: ApiDesk, ports: ApiPorts) {
  let underWay = 0
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.hijack()
    if (underWay >= answersMax) {
      const busy = errorDocument(eraNow(ports), api, errorTexts.busy)
      await sendDocument(reply.raw, busy, ports.work)
      return
    }
    underWay += 1
    try {
      const from = request.socket.remoteAddress ?? ''
      const answer = await desk.answer({ api, from, parameters: parametersIn(request) })
      await send(ports, reply.raw, answer)
    } finally {
      underWay -= 1
    }
  }
}

/** Of the query and of the form together: some programs send a form in the query of a POST (A). */
function parametersIn({ raw, body, headers }: FastifyRequest) {
  const at = raw.url?.indexOf('?') ?? -1
  const query = at < 0 ? '' : (raw.url ?? '').slice(at + 1)
  const type = headers['content-type'] ?? ''
  const isForm = type === '' || type.startsWith('application/x-www-form-urlencoded')
  return parametersOf(query, isForm && typeof body === 'string' ? body : '')
}

async function send(ports: ApiPorts, response: ServerResponse, answer: ApiAnswer): Promise<void> {
  const file = answer.kind === 'recording' ? await ports.openRecording(answer.name) : undefined
  if (answer.kind === 'document') await sendDocument(response, answer, ports.work)
  else if (file === undefined) await sendDocument(response, answer.missing, ports.work)
  else await sendRecording(response, answer, file)
}

/** As it is stored; a reader that leaves closes the file. */
async function sendRecording(
  response: ServerResponse,
  { sizeBytes }: ApiRecording,
  file: FileHandle,
): Promise<void> {
  response.writeHead(200, {
    ...apiHeaders,
    'Content-Type': 'application/octet-stream',
    'Content-Length': sizeBytes,
  })
  const stream = file.createReadStream({ highWaterMark: 256 * 1024 })
  response.once('close', () => stream.destroy())
  stream.on('error', () => response.destroy())
  stream.pipe(response)
  await new Promise<void>((closed) => stream.once('close', closed))
}
