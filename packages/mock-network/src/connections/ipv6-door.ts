import { createServer, type Server, type Socket } from 'node:net'
import { loopback } from '@understudy/lab-channel'

/**
 * The same port of ::1, for programs to which `localhost` is that first, or alone (NET-14). undefined where the machine has no
 * IPv6, or where somebody else has that port there: the door is there by IPv4 all the same.
 */
export function openIpv6Door(
  port: number,
  accept: (client: Socket) => void,
): Promise<Server | undefined> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, accept)
  return new Promise((resolve) => {
    // Later on an error is one connection's that could not be accepted.
    server.on('error', () => resolve(undefined))
    server.listen({ port, host: loopback.hostIpv6, ipv6Only: true, backlog: 511 }, () =>
      resolve(server),
    )
  })
}
