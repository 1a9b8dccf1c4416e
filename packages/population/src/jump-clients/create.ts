import { onBeat } from '../beat.ts'
import type { PopulationCommons } from '../commons.ts'
import { officeOf } from '../offices.ts'
import { drawInstalledVersion } from './installed-version.ts'
import { JumpClient } from './jump-client.ts'
import { type JumpClientGroup, traitsOf } from './traits.ts'

/** Hosts that are on when the day begins connect one per this interval, at a lower rate than the throttle. */
const bootEveryMs = 25
const bootGridMs = 250
/** Hosts that are off are switched on within a day (CLI-03). */
const offlineMsMax = 86_400_000

const namePrefixes = {
  'active-jump-clients': 'jump-active',
  'passive-jump-clients': 'jump-passive',
  jumpoints: 'jumpoint',
} as const

/** All Jump Clients and Jumpoints; those that are on connect one by one, passive ones last. */
export function createJumpClients(commons: PopulationCommons): readonly JumpClient[] {
  const { jumpoints, jumpClients } = commons.config.clients
  const counts: readonly (readonly [JumpClientGroup, number])[] = [
    ['jumpoints', jumpoints],
    ['active-jump-clients', jumpClients.active],
    ['passive-jump-clients', jumpClients.passive],
  ]
  let before = 0
  return counts.flatMap(([group, count]) => {
    const created = createGroup(group, count, before, commons)
    before += count
    return created
  })
}

function createGroup(
  group: JumpClientGroup,
  count: number,
  before: number,
  commons: PopulationCommons,
): readonly JumpClient[] {
  const { config } = commons
  const { jumpClients } = config.clients
  const traits = traitsOf(group, commons)
  const { random, beatMs } = traits
  return Array.from({ length: count }, (_, i) => {
    const isOff = group !== 'jumpoints' && random.next() < jumpClients.offlineShare
    const host = {
      name: `${namePrefixes[group]}-${i + 1}`,
      office: officeOf(config, i),
      version:
        group === 'jumpoints'
          ? config.siteVersion
          : drawInstalledVersion(jumpClients, config.siteVersion, random),
      bootDelayMs: isOff
        ? onBeat(random.integer(1, offlineMsMax), beatMs)
        : onBeat((before + i) * bootEveryMs, bootGridMs),
    }
    return new JumpClient(host, traits)
  })
}
