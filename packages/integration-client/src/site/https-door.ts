import { type IncomingMessage, request } from 'node:http'
import { isIP, type Socket } from 'node:net'
import { connect } from 'node:tls'
import type { SiteAnswer, SiteDoor } from './site-door.ts'

export interface HttpsDoorOptions {
  /** The site's name, or an appliance's address. */
  readonly host: string
  readonly port: number
  /** The name that the certificate has to be for. */
  readonly servername: string
  /** PEM; undefined = the system's authorities. */
  readonly ca?: string
  /** A proxy that CONNECT leads through, as a lab's door; its user chooses the office. */
  readonly proxy?: { readonly host: string; readonly port: number; readonly user: string }
  /** So long may nothing arrive. */
  readonly timeoutMs: number
}

/** HTTPS, a connection for each request: the product closes it after each answer (P 3.1). */
export function httpsDoor(options: HttpsDoorOptions): SiteDoor {
  return {
    ask: async (pathAndQuery, signal) => {
      const { host, port, servername, ca, timeoutMs } = options
      const socket = options.proxy === undefined ? undefined : await tunnel(options, signal)
      return await new Promise<SiteAnswer>((resolve, reject) => {
        // Plain HTTP over our own TLS: only one place decides on TLS.
        const asked = request({
          path: pathAndQuery,
          signal,
          headers: { host: servername, connection: 'close' },
          timeout: timeoutMs,
          createConnection: () =>
            connect({
              ...(socket === undefined ? { host, port } : { socket }),
              servername: isIP(servername) === 0 ? servername : '',
              ...(ca === undefined ? {} : { ca }),
            }),
        })
        asked.on('timeout', () => asked.destroy(new Error('no answer in time')))
        asked.on('error', reject)
        asked.on('response', (response) => resolve(answerOf(response)))
        asked.end()
      })
    },
  }
}

const answerOf = (response: IncomingMessage): SiteAnswer => ({
  status: response.statusCode ?? 0,
  contentType: response.headers['content-type'] ?? '',
  body: response,
})

/** RFC 9110 9.3.6. */
function tunnel(
  { host, port, proxy, timeoutMs }: HttpsDoorOptions,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const credentials = Buffer.from(`${proxy?.user}:any`).toString('base64')
    const asked = request({
      host: proxy?.host,
      port: proxy?.port,
      method: 'CONNECT',
      path: `${isIP(host) === 6 ? `[${host}]` : host}:${port}`,
      headers: { 'proxy-authorization': `Basic ${credentials}` },
      timeout: timeoutMs,
      agent: false,
      signal,
    })
    asked.on('timeout', () => asked.destroy(new Error('the proxy did not answer in time')))
    asked.on('error', reject)
    asked.on('connect', (response, socket) => {
      if (response.statusCode === 200) resolve(socket)
      else {
        socket.destroy()
        reject(new Error(`nobody leads there (${response.statusCode})`))
      }
    })
    asked.end()
  })
}
