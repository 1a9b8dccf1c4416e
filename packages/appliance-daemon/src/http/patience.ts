import type { IncomingMessage, ServerResponse } from 'node:http'
import { filesPath, updateFilesPath } from '@understudy/shared'

/** Real time: so long a request may take to come in, and so long a file that is coming in may be silent. */
const patienceMs = 60_000

/**
 * Ends requests that do not come in (SEC-03). A file may take as long as its size and the line need: only its silence counts.
 * Node's own limit knows no difference between the two.
 */
export function boundReading(
  request: IncomingMessage,
  response: ServerResponse,
  every: (tick: () => void) => () => void = everyMinute,
): void {
  const { socket, url = '', headers } = request
  const path = url.split('?')[0] ?? ''
  const isFile = path === updateFilesPath || path === filesPath || isUpload(headers)
  let seen = socket.bytesRead
  const stop = every(() => {
    if (isFile && socket.bytesRead > seen) {
      seen = socket.bytesRead
      return
    }
    response.once('finish', () => socket.destroy())
    if (response.headersSent) socket.destroy()
    else response.writeHead(408, { connection: 'close' }).end()
  })
  request.once('end', stop)
  request.once('close', stop)
}

/** A page's form with a file. */
const isUpload = (headers: IncomingMessage['headers']): boolean =>
  headers['content-type']?.startsWith('multipart/form-data') === true

function everyMinute(tick: () => void): () => void {
  const timer = setInterval(tick, patienceMs).unref()
  return () => clearInterval(timer)
}
