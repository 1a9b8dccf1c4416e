import type { FileHandle } from 'node:fs/promises'
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import {
  type ApiAnswer,
  commandSchema,
  eraOf,
  errorDocument,
  errorTexts,
  offersTokens,
  parametersOf,
  probeAnswer,
  reportingSchema,
} from '@understudy/appliance-api'
import type { Work } from '@understudy/lab-channel'
import {
  type ApiName,
  backupApiPath,
  commandApiPath,
  healthProbePath,
  parseJson,
  reportingApiPath,
  tokenPath,
} from '@understudy/shared'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { loaded } from '../../surroundings/loaded.ts'
import { sendOptions } from '../health-routes.ts'
import { ApiDesk, type ApiDeskPorts } from './api-desk.ts'
import { ApiTokens } from './api-tokens.ts'
import { RateLimit } from './rate-limit.ts'
import { apiHeaders, sendDocument } from './send-document.ts'
import { sendFile } from './send-file.ts'

export interface ApiPorts extends ApiDeskPorts {
  readonly work: Work
  /** A recording's file; undefined = it is gone. */
  readonly openRecording: (name: string) => Promise<FileHandle | undefined>
  /** A file that an operation has written. */
  readonly openFile: (
    file: string,
  ) => Promise<{ readonly handle: FileHandle; readonly sizeBytes: number } | undefined>
}

/** Parameters take no more than that. */
const formBytesMax = 64 * 1024
/** Answers that are sent at a time; a report is read from the store while others wait. */
const answersMax = 32

const paths: Readonly<Record<ApiName, string>> = {
  command: commandApiPath,
  reporting: reportingApiPath,
  backup: backupApiPath,
}
const schemas = { command: commandSchema, reporting: reportingSchema } as const

/** The XML APIs (SPEC 7), in the form that programs written for the product rely on (A). */
export function addApiRoutes(app: FastifyInstance, ports: ApiPorts): void {
  const { reading, work } = ports
  app.get(healthProbePath, (_request, reply) => {
    const { status, text } = probeAnswer(reading())
    return reply.code(status).headers(apiHeaders).type('text/plain; charset=utf-8').send(text)
  })
  app.options(healthProbePath, (_request, reply) =>
    sendOptions(reply, probeAnswer(reading()).status),
  )
  for (const api of ['command', 'reporting'] as const)
    app.get(`${paths[api]}.xsd`, (_request, reply) =>
      reply
        .headers(apiHeaders)
        .type('text/xml; charset=UTF-8')
        .send(schemas[api](eraNow(ports))),
    )
  // A scope of its own: a form is a body here and nowhere else.
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: formBytesMax },
      (_, body, end) => end(null, body),
    )
    const tokens = new ApiTokens(reading)
    scope.post(tokenPath, (request, reply) => giveToken(ports, tokens, request, reply))
    const door = { ...ports, tokens, desk: new ApiDesk(ports), limit: new RateLimit() }
    for (const api of ['command', 'reporting', 'backup'] as const) {
      const handler = answering(api, door)
      // HEAD would change roles too.
      for (const url of [paths[api], `${paths[api]}.ns`])
        scope.route({ method: ['GET', 'POST'], url, exposeHeadRoute: false, handler })
    }
    scope.setErrorHandler((error: FastifyError, _request, reply) => {
      const { statusCode: status = 500 } = error
      if (status >= 500) throw error
      reply.hijack()
      const document = errorDocument(eraNow(ports), 'command', errorTexts.request)
      return sendDocument(reply.raw, document, work, { status })
    })
    done()
  })
}

const eraNow = ({ reading }: Pick<ApiPorts, 'reading'>) => eraOf(reading().status.site)

async function giveToken(
  { reading, work }: ApiPorts,
  tokens: ApiTokens,
  { headers, body }: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  void reply.headers(apiHeaders).type('application/json')
  if (!offersTokens(reading()))
    return reply.code(404).send({ error: 'not_found', message: 'This version has no tokens.' })
  // The first one loads the library.
  const answer = await loaded(work, () =>
    tokens.issue({
      authorization: headers.authorization,
      contentType: headers['content-type'] ?? '',
      body: typeof body === 'string' ? body : '',
    }),
  )
  return reply.code(answer.status).send(answer.body)
}

interface Door extends ApiPorts {
  readonly tokens: ApiTokens
  readonly desk: ApiDesk
  readonly limit: RateLimit
}

function answering(api: ApiName, door: Door) {
  const { desk, tokens, limit, reading, work } = door
  let underWay = 0
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.hijack()
    const { raw: response } = reply
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const user = token === undefined ? undefined : tokens.userOf(token)
    if (token !== undefined && user?.kind !== 'client') return sendNoToken(response)
    const allowance =
      user?.kind === 'client' ? limit.take(user.clientId, reading().nowMs) : undefined
    const headers = allowance?.headers ?? {}
    if (underWay >= answersMax || allowance?.allowed === false) {
      const document = errorDocument(eraNow(door), 'command', errorTexts.busy)
      const status = allowance?.allowed === false ? 429 : 200
      return await sendDocument(response, document, work, { status, headers })
    }
    const fields = fieldsOf(request)
    if (fields === null)
      return await sendDocument(
        response,
        errorDocument(eraNow(door), 'command', errorTexts.request),
        work,
        { headers },
      )
    underWay += 1
    try {
      const from = request.socket.remoteAddress ?? ''
      const answer = await desk.answer({ api, from, user, ...fields })
      await send(door, response, answer, headers)
    } finally {
      underWay -= 1
    }
  }
}

/**
 * Of the query and of the form together: some programs send a form in the query of a POST (A). null = JSON that says nothing:
 * whoever wants a backup encrypted is not given it as it is.
 */
function fieldsOf({ raw, body, headers }: FastifyRequest) {
  const at = raw.url?.indexOf('?') ?? -1
  const query = at < 0 ? '' : (raw.url ?? '').slice(at + 1)
  const type = headers['content-type'] ?? ''
  const text = typeof body === 'string' ? body : ''
  const isForm = type === '' || type.startsWith('application/x-www-form-urlencoded')
  // `{"password": "abc"}`: a backup's passphrase, not its asker's (P 5.1).
  const parameters = parametersOf(query, isForm ? text : '')
  if (!type.startsWith('application/json') || text === '')
    return { parameters, passphrase: undefined }
  const json = parseJson(text)
  if (typeof json !== 'object' || json === null) return null
  const { password: passphrase } = json as { readonly password?: unknown }
  if (passphrase !== undefined && typeof passphrase !== 'string') return null
  return { parameters, passphrase }
}

async function send(
  { openRecording, openFile, work }: ApiPorts,
  response: ServerResponse,
  answer: ApiAnswer,
  headers: OutgoingHttpHeaders,
): Promise<void> {
  switch (answer.kind) {
    case 'document':
      return await sendDocument(response, answer, work, { headers })
    case 'recording': {
      const handle = await openRecording(answer.name)
      if (handle === undefined)
        return await sendDocument(response, answer.missing, work, { headers })
      return await sendFile(response, { handle, sizeBytes: answer.sizeBytes }, headers)
    }
    case 'bytes': {
      response.writeHead(200, {
        ...apiHeaders,
        'Content-Type': answer.type,
        'Content-Length': answer.bytes.length,
        'Content-Disposition': `attachment; filename="${answer.name}"`,
        ...headers,
      })
      response.end(answer.bytes)
      return
    }
    case 'file': {
      const held = await openFile(answer.file)
      // Others have asked for so many files meanwhile that it was dropped.
      if (held === undefined) response.destroy()
      else
        await sendFile(response, held, {
          ...headers,
          'Content-Disposition': 'attachment; filename="backup.nsb"',
        })
    }
  }
}

/** The form of the authorization server that the product's own errors come from (A). */
function sendNoToken(response: ServerResponse): void {
  response.writeHead(401, {
    ...apiHeaders,
    'Content-Type': 'application/json',
    'WWW-Authenticate': 'Bearer error="invalid_token"',
  })
  const message = 'The resource owner or authorization server denied the request.'
  response.end(JSON.stringify({ error: 'access_denied', message }))
}
