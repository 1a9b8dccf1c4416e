import { createServer, type Server, type Socket } from 'node:net'
import { loopback } from '@understudy/lab-channel'

/**
 * The same port on ::1, for programs that try it first for `localhost`, or try only it (NET-14). undefined where the
 * machine has no IPv6 or the port is taken there: the IPv4 door is open all the same.
 */
export function openIpv6Door(
  port: number,
  accept: (client: Socket) => void,
): Promise<Server | undefined> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, accept)
  return new Promise((resolve) => {
    // Later errors concern a single connection that could not be accepted.
    server.on('error', () => resolve(undefined))
    server.listen({ port, host: loopback.hostIpv6, ipv6Only: true, backlog: 511 }, () =>
      resolve(server),
    )
  })
}
