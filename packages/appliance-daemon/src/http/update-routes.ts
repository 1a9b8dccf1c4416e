import type { Work } from '@understudy/lab-channel'
import { refusal, updateFilesPath } from '@understudy/shared'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tooLarge, type UpdateFiles, updateFileBytesMax } from '../updates/update-files.ts'
import { type AdminPorts, sendRefusal } from './admin-routes.ts'
import { callerReader } from './caller.ts'

export interface UpdatePorts extends Pick<AdminPorts, 'adminToken' | 'refusalToAsk' | 'invoke'> {
  readonly updateFiles: UpdateFiles
  readonly work: Work
}

/**
 * Manual Installation's upload (UPD-04): the package streams to the disk and is judged on its way; a file that is no package
 * of the vendor's, too large, or cut short is refused before anything is touched. What is whole goes on to `upload-update`, which
 * looks for whom it was built and until when.
 */
export function addUpdateRoutes(app: FastifyInstance, ports: UpdatePorts): void {
  const { adminToken, refusalToAsk } = ports
  const readCaller = callerReader(adminToken)
  const callerOf = ({ headers, socket }: FastifyRequest) =>
    readCaller(headers, socket.remoteAddress ?? '')
  let isBusy = false
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, stream, done) => done(null, stream))
    scope.route({
      method: ['POST', 'PUT'],
      url: updateFilesPath,
      onRequest: async (request, reply) => {
        const why =
          refusalToAsk('upload-update', callerOf(request)) ?? refusalOfSize(request) ?? null
        // What else comes is not read.
        return why === null ? undefined : sendRefusal(reply.header('connection', 'close'), why)
      },
      handler: async (request, reply) => {
        if (isBusy) {
          const details = { what: 'uploads of packages at a time', found: 2, expected: 1 }
          return sendRefusal(reply.header('connection', 'close'), refusal('too-many', details))
        }
        isBusy = true
        try {
          return await takeIn(ports, request, reply, callerOf(request))
        } finally {
          isBusy = false
        }
      },
    })
    done()
  })
}

function refusalOfSize({ headers }: FastifyRequest) {
  const length = Number(headers['content-length'] ?? 0)
  return length > updateFileBytesMax ? tooLarge(length) : undefined
}

async function takeIn(
  { updateFiles, work, invoke }: UpdatePorts,
  request: FastifyRequest,
  reply: FastifyReply,
  caller: Parameters<AdminPorts['invoke']>[2],
): Promise<unknown> {
  const body = (request.body ?? []) as AsyncIterable<Uint8Array>
  work.begin()
  try {
    const taken = await updateFiles.takeIn(body)
    if (!taken.ok) return sendRefusal(reply.header('connection', 'close'), taken.refusal)
    const outcome = await invoke('upload-update', { file: taken.file }, caller)
    if (outcome.ok) return outcome
    await updateFiles.drop(taken.file)
    return sendRefusal(reply, outcome.refusal)
  } catch (error) {
    // The disk is full or broken, or the sender has left: nothing of the file is kept.
    const found = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    return sendRefusal(reply, refusal('file-not-stored', { found }))
  } finally {
    work.end()
  }
}
