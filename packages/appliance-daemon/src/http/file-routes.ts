import type { Work } from '@understudy/lab-channel'
import { accepted, filePath, filesPath, type OperationName, refusal } from '@understudy/shared'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FileArea } from '../files/file-area.ts'
import { NoRoom } from '../files/room-on-disk.ts'
import { type AdminPorts, sendRefusal } from './admin-routes.ts'
import { callerReader } from './caller.ts'

export interface FilePorts extends Pick<AdminPorts, 'adminToken' | 'refusalToAsk'> {
  readonly appliance: string
  readonly files: FileArea
  readonly work: Work
}

/**
 * Files go in and out as they are, by the authority that operations need; operations name them. Of any size that
 * the disk has room for: nothing here holds more than a part of one in memory (BAK-01).
 */
export function addFileRoutes(app: FastifyInstance, ports: FilePorts): void {
  const readCaller = callerReader(ports.adminToken)
  /** Who may ask for that operation may move its file. */
  const askedLike =
    (operation: OperationName) => async (request: FastifyRequest, reply: FastifyReply) => {
      const caller = readCaller(request.headers, request.socket.remoteAddress ?? '')
      const why = ports.refusalToAsk(operation, caller)
      return why === null ? undefined : sendRefusal(reply, why)
    }
  // A scope of its own: no other route takes such a body.
  app.register((scope, _options, done) => {
    scope.addContentTypeParser('application/octet-stream', (_request, stream, done) =>
      done(null, stream),
    )
    scope.post(filesPath, { onRequest: askedLike('upload-backup') }, (request, reply) =>
      takeIn(ports, request, reply),
    )
    scope.get<{ Params: { file: string } }>(
      filePath(':file'),
      { onRequest: askedLike('download-backup') },
      (request, reply) => giveOut(ports, request.params.file, reply),
    )
    done()
  })
}

async function takeIn(
  { files, work }: FilePorts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const body = request.body as AsyncIterable<Uint8Array> | null | undefined
  if (body === null || body === undefined) {
    const expected = 'a file as application/octet-stream'
    return sendRefusal(reply, refusal('invalid-input', { where: 'body', expected, found: 'none' }))
  }
  work.begin()
  try {
    return accepted(await files.put(body, Number(request.headers['content-length'] ?? 0)))
  } catch (error) {
    // The disk is full or broken, or the sender has left: nothing of the file is kept.
    if (error instanceof NoRoom)
      return sendRefusal(reply.header('connection', 'close'), error.refusal)
    const found = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    return sendRefusal(reply, refusal('file-not-stored', { found }))
  } finally {
    work.end()
  }
}

async function giveOut(
  { files, appliance, work }: FilePorts,
  file: string,
  reply: FastifyReply,
): Promise<unknown> {
  const found = file.slice(0, 100)
  const held = await files.open(file)
  if (held === undefined) return sendRefusal(reply, refusal('no-such-file', { appliance, found }))
  work.begin()
  const stream = held.handle.createReadStream({ highWaterMark: 256 * 1024 })
  stream.once('close', () => work.end())
  return reply
    .header('content-length', held.sizeBytes)
    .header('cache-control', 'no-store')
    .type('application/octet-stream')
    .send(stream)
}
