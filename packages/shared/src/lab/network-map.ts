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
