import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Place } from '../places/place.ts'
import type { ReadMeasures } from './measure.ts'
import type { MetricsRegistry } from './registry.ts'

export const metricsPath = '/metrics'

export interface MetricsDoor {
  readonly port: number
  close(): void
}

/** A scrape is short, and there is one Prometheus. */
const connectionsMax = 20

/**
 * Where Prometheus scrapes a process (LAB-04): GET /metrics, without a token, because only counts are told, on the lab's own
 * place alone. The door never keeps the process alive, and the library is loaded by the first who asks.
 */
export function openMetricsDoor(
  { host, metricsPort }: Pick<Place, 'host' | 'metricsPort'>,
  read: ReadMeasures,
): Promise<MetricsDoor> {
  let registry: Promise<MetricsRegistry> | undefined
  const tell = async (response: ServerResponse): Promise<void> => {
    registry ??= import('./registry.ts').then((module) => new module.MetricsRegistry())
    const { contentType } = await registry
    const text = await (await registry).text(await read())
    response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' })
    response.end(text)
  }
  const server = createServer((request, response) => {
    response.on('error', () => {})
    if (request.url?.split('?')[0] !== metricsPath || request.method !== 'GET') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`GET ${metricsPath}\n`)
      return
    }
    tell(response).catch((error: Error) => {
      if (!response.headersSent) response.writeHead(503, { 'content-type': 'text/plain' })
      response.end(`${error.message}\n`)
    })
  })
  server.maxConnections = connectionsMax
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(metricsPort, host, () => {
      server.unref()
      const { port } = server.address() as AddressInfo
      resolve({
        port,
        close: () => {
          server.close()
          server.closeAllConnections()
        },
      })
    })
  })
}
