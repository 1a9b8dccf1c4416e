import type { FileHandle } from 'node:fs/promises'
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { apiHeaders } from './send-document.ts'

/** A file as it is stored; a reader that leaves closes it. */
export async function sendFile(
  response: ServerResponse,
  { handle, sizeBytes }: { readonly handle: FileHandle; readonly sizeBytes: number },
  headers: OutgoingHttpHeaders,
): Promise<void> {
  response.writeHead(200, {
    ...apiHeaders,
    'Content-Type': 'application/octet-stream',
    'Content-Length': sizeBytes,
    ...headers,
  })
  const stream = handle.createReadStream({ highWaterMark: 256 * 1024 })
  response.once('close', () => stream.destroy())
  stream.on('error', () => response.destroy())
  stream.pipe(response)
  await new Promise<void>((closed) => stream.once('close', closed))
}
