/**
 * Where a lab's processes listen and how others reach them: on the loopback interface, each at its own port (NET-11).
 * Only this module names the address; other ways to lay out a lab are modules beside it.
 */
const address = '127.0.0.1'
const addressIpv6 = '::1'

export const loopback = {
  /** What a server listens on, and a client connects to. */
  host: address,
  /** The hub is on the same machine. */
  hubHost: address,
  metricsPort: 0,
  /** The same for IPv6, where the machine has it: doors for other people's programs are there too. */
  hostIpv6: addressIpv6,
  /** Names that a certificate needs for programs that come through a published port. */
  certifiedNames: ['localhost', address, addressIpv6],
  /** Where that port is, for people and their programs: "127.0.0.1:1080". */
  at: (port: number): string => `${address}:${port}`,
  /** A URL there, without a path: "https://127.0.0.1:443". */
  url: (scheme: string, port: number, user?: string): string =>
    `${scheme}://${user === undefined ? '' : `${user}@`}${address}:${port}`,
} as const
