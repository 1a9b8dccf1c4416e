import type { IncomingMessage } from 'node:http'
import type { Server } from 'node:https'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** The port's WebSocket doors by path, and who may enter. */
export interface UpgradeRoute {
  readonly path: string
  /** `peer` = only holders of the pre-shared key, `anyone` = only by certificate. */
  readonly admits: 'peer' | 'anyone'
  readonly accept: Upgrade
}

export function routeUpgrades(
  server: Server,
  isPeer: (socket: TLSSocket) => boolean,
  routes: readonly UpgradeRoute[],
): void {
  server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '').split('?', 1)[0]
    const route = routes.find((r) => r.path === path)
    if (route === undefined) {
      refuseUpgrade(socket, 404, 'Not Found')
      return
    }
    if (isPeer(socket as TLSSocket) !== (route.admits === 'peer')) {
      refuseUpgrade(socket, 403, 'Forbidden')
      return
    }
    route.accept(request, socket, head)
  })
}

/** Sends an HTTP answer instead of a WebSocket, and hangs up. */
export function refuseUpgrade(
  socket: Duplex,
  status: number,
  reason: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const lines = Object.entries({ Connection: 'close', 'Content-Length': '0', ...headers })
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ]
  socket.on('error', () => undefined)
  socket.end(`${head.join('\r\n')}\r\n\r\n`, () => socket.destroy())
}
