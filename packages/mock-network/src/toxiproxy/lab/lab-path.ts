import type { NetworkMap } from '@understudy/shared'

/** A path of the lab that is a proxy of the control API (NET-10). */
export interface LabPath {
  /** "clients-a": from, a hyphen, to. */
  readonly name: string
  /** Whose bytes are `upstream`: a host, or the group of all offices. */
  readonly from: string
  /** The appliance at its other end. */
  readonly to: string
  /** The host as which a connection to its published port is dialled. */
  readonly origin: string
  readonly host: string
  readonly port: number
}

/** Programs that know no proxy enter the lab as this host. */
const outside = 'outside'

/** The clients' paths to the appliances, and the appliances' paths to each other. */
export function labPathsOf({ appliances, tlsPort }: NetworkMap): readonly LabPath[] {
  const path = (from: string, origin: string, to: NetworkMap['appliances'][number]): LabPath => ({
    name: `${from}-${to.name}`,
    from,
    to: to.name,
    origin,
    host: to.address,
    port: tlsPort,
  })
  const fromClients = appliances.map((to) => path('clients', outside, to))
  const between = appliances.flatMap((from) =>
    appliances.filter((to) => to !== from).map((to) => path(from.name, from.name, to)),
  )
  return [...fromClients, ...between]
}

/** What a proxy of that path shows as its upstream. */
export const upstreamOf = ({ host, port }: LabPath): string => `${host}:${port}`
