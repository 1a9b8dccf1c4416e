/** The lab's hosts, names and virtual addresses (DESIGN 8). */
export interface NetworkMap {
  /** The site's shared host name and the shared address behind it. */
  readonly siteHostname: string
  readonly sharedAddress: string
  readonly appliances: readonly {
    /** The lab's short name: "a", "b". */
    readonly name: string
    readonly hostname: string
    readonly address: string
  }[]
  /** Every appliance's website and link port, in the lab's addresses. */
  readonly tlsPort: number
}

/** The virtual address that a host name or address means, or undefined where nobody knows it. */
export function resolveHost(map: NetworkMap, host: string): string | undefined {
  const name = host.toLowerCase()
  if (name === map.siteHostname || host === map.sharedAddress) return map.sharedAddress
  return map.appliances.find((a) => a.hostname === name || a.address === host)?.address
}
