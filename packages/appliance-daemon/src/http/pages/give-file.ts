import { type AccountInterface, type OperationName, refusal } from '@understudy/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendRefusal } from '../admin-routes.ts'
import { csrfOf, pageCaller } from './page-cookies.ts'
import type { PageSite } from './page-ports.ts'
import { queryOf } from './page-reply.ts'

/** Files that an operation of a page has given, to be saved by the browser. */
export const pageFilesPath = (which: AccountInterface): string => `/${which}/files/:file`
export const pageFilePath = (which: AccountInterface, file: string, name: string): string =>
  `/${which}/files/${file}?as=${encodeURIComponent(name)}`

/** Who may ask for that operation may fetch files of its interface. */
const asked = {
  login: 'download-backup',
  appliance: 'export-certificate',
} as const satisfies Record<AccountInterface, OperationName>

export async function giveFile(
  { appliance, files, work, refusalToAsk }: PageSite,
  which: AccountInterface,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { file = '' } = request.params as { readonly file?: string }
  const why = refusalToAsk(asked[which], pageCaller(request, which, csrfOf(request, which)))
  if (why !== null) return sendRefusal(reply, why)
  const held = await files.open(file)
  if (held === undefined)
    return sendRefusal(reply, refusal('no-such-file', { appliance, found: file.slice(0, 100) }))
  work.begin()
  const stream = held.handle.createReadStream({ highWaterMark: 256 * 1024 })
  stream.once('close', () => work.end())
  return sendAs(reply, String(queryOf(request)['as'] ?? file))
    .header('content-length', held.sizeBytes)
    .send(stream)
}

/** As a file of that name, whatever is in it. */
export const sendAs = (reply: FastifyReply, name: string): FastifyReply =>
  reply
    .header(
      'content-disposition',
      `attachment; filename="${name.replace(/[^\w.-]/g, '-').slice(0, 100)}"`,
    )
    .type('application/octet-stream')
