import { mailHost, smtpPort } from '../mail/mail.ts'
import { eventsHost, httpPort } from '../outbound/outbound-event.ts'
import { canonicalHost } from './host.ts'

/** A host of the lab beyond the segment that takes what appliances send, on one port, and keeps it for people to read. */
export interface Sink {
  /** Its name wherever hosts of the lab are named. */
  readonly host: string
  readonly port: number
}

const sinks: readonly Sink[] = [
  { host: mailHost, port: smtpPort },
  { host: eventsHost, port: httpPort },
]

export const sinkHosts: readonly string[] = sinks.map(({ host }) => host)

/** The sink that such a name means in that site's lab; undefined = none. */
export function sinkOf(siteHostname: string, host: string): Sink | undefined {
  const meant = canonicalHost(host)
  // Asked with every dial, and hardly ever about one of these: all their names begin like them.
  return sinks.find(
    (sink) =>
      meant.startsWith(sink.host) &&
      sinkNames(siteHostname, sink).some((name) => canonicalHost(name) === meant),
  )
}

/** What appliances may call the sinks. */
export const sinkNamesOf = (siteHostname: string): readonly string[] =>
  sinks.flatMap((sink) => sinkNames(siteHostname, sink))

/** The name of such a host as people write it: in the site's domain. */
export const sinkHostnameOf = (siteHostname: string, host: string): string =>
  [host, ...siteHostname.split('.').slice(1)].join('.')

const sinkNames = (siteHostname: string, { host }: Sink): readonly string[] => [
  host,
  sinkHostnameOf(siteHostname, host),
]
