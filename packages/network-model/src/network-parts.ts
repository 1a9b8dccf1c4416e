import {
  hostsOf,
  type NetworkConfig,
  type Random,
  type Signing,
  sinkHosts,
  updateServerHost,
} from '@understudy/shared'
import { EventReceiver } from './events/event-receiver.ts'
import { faultObjection } from './faults/fault-objection.ts'
import { Faults } from './faults/faults.ts'
import { Timetable } from './faults/timetable.ts'
import { NatGateway } from './gateway/nat-gateway.ts'
import { Mailbox } from './mail/mailbox.ts'
import { labZone } from './names/lab-zone.ts'
import type { Zone } from './names/zone.ts'
import { Origins } from './origins/origins.ts'
import { Directions } from './paths/directions.ts'
import { gatewayHost, HostWords } from './paths/host-words.ts'
import { PathToxics } from './paths/path-toxics.ts'
import { Paths } from './paths/paths.ts'
import { Announcements } from './segment/announcements.ts'
import { Segment } from './segment/segment.ts'
import { LeadFinder } from './site/lead-finder.ts'
import { OfficeMoves } from './site/office-moves.ts'
import { SiteRoute } from './site/site-route.ts'
import { Vendor } from './vendor/vendor.ts'

/** What the model is made of. */
export interface NetworkParts {
  readonly config: NetworkConfig
  readonly zone: Zone
  readonly origins: Origins
  readonly gateway: NatGateway
  readonly announcements: Announcements
  readonly segment: Segment
  readonly leads: LeadFinder
  readonly site: SiteRoute
  readonly moves: OfficeMoves
  readonly words: HostWords
  readonly paths: Paths
  readonly pathToxics: PathToxics
  readonly faults: Faults
  readonly timetable: Timetable
  /** All directions of flows now. */
  readonly directions: Directions
  readonly mailbox: Mailbox
  readonly receiver: EventReceiver
  /** The update server, and what people have saved from it. */
  readonly vendor: Vendor
  /** Appliances, and the witness, whose host is without power. */
  readonly withoutPower: Set<string>
}

/** Throws, with a sentence, if the timetable names hosts that the lab does not have. */
export function networkParts(
  config: NetworkConfig,
  random: Random,
  signing: Signing,
): NetworkParts {
  const zone = labZone(config)
  const gateway = new NatGateway(config)
  const origins = new Origins(config, zone, random)
  const neighbours = () => [...origins.all, { name: 'gateway', arp: gateway.arp }]
  const announcements = new Announcements({
    arp: config.arp,
    random: random.fork('announcements'),
    neighbours,
  })
  const segment = new Segment(config.fencing, config.sharedAddress, announcements)
  const appliances = config.appliances.map(({ name }) => name)
  const words = new HostWords(config, () => [
    ...origins.names,
    gatewayHost,
    ...sinkHosts,
    updateServerHost,
  ])
  // Flows go to appliances, to the witness, and to the hosts that take what appliances send.
  const directions = new Directions(words, origins, [...hostsOf({ network: config }), ...sinkHosts])
  const paths = new Paths(words, directions)
  const faults = new Faults({ words, paths, seed: random.fork('faults').hex(16), directions })
  config.faults.forEach(({ fault }, index) => {
    const objection = faultObjection(fault, words)
    if (objection !== undefined) throw new Error(`network/faults/${index}: ${objection}`)
  })
  return {
    config,
    zone,
    origins,
    gateway,
    announcements,
    segment,
    leads: new LeadFinder(gateway, segment, random.fork('conflicts')),
    site: new SiteRoute(config, zone, gateway, segment),
    moves: new OfficeMoves(config),
    words,
    paths,
    pathToxics: new PathToxics(words, appliances),
    faults,
    timetable: new Timetable(config.faults),
    directions,
    mailbox: new Mailbox(),
    receiver: new EventReceiver(),
    vendor: new Vendor(config, signing),
    withoutPower: new Set(),
  }
}
