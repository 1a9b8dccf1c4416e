import type { IncomingMessage } from 'node:http'
import { badRequestBody } from '../api-error.ts'

/** The largest body read; a list of thousands of proxies fits. */
const bodyBytesMax = 1024 * 1024

/** The whole body. Rejects with a refusal if it is too large or the client goes away. */
export function readBody(request: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > bodyBytesMax) {
        request.removeAllListeners('data')
        reject(badRequestBody('http: request body too large'))
      } else chunks.push(chunk)
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', reject)
    request.once('close', () => reject(badRequestBody('unexpected EOF')))
  })
}
