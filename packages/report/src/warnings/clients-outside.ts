import type { ClientGroup } from '@understudy/shared'
import { countText, plural } from '../format.ts'
import { groupWords } from '../population/group-names.ts'
import { clientsLeftBehind as leftBehindIn } from '../population/population.ts'
import { ofName, type Rehearsal } from '../rehearsal.ts'
import { leadsOf } from '../traffic.ts'
import { found, type WarningRule } from './warning.ts'

interface Fate {
  readonly code: string
  /** `site` = the appliance the site leads to at the end. */
  readonly why: (site: string) => string
}

/** By the reason the client was refused for; with any other reason, it missed too many versions. */
const fates: Readonly<Record<string, Fate>> = {
  'jump-client-limit': {
    code: 'clients-without-room',
    why: () => "are stranded: the site's licence has no room for them (CLI-06)",
  },
  'client-outdated': {
    code: 'clients-not-admitted',
    why: (site) =>
      `are not admitted by ${site}: they have updated themselves, and it is older than they are. They stay out until it is updated, or they are redeployed by hand (CLI-05)`,
  },
}
const tooOld: Fate = {
  code: 'clients-stranded',
  why: () =>
    'are stranded: they missed too many versions and have to be redeployed by hand (UPD-08)',
}

/** Clients that can never come in on their own, by what keeps them out. */
export const clientsStranded: WarningRule = ({ population }, rehearsal) =>
  (population?.groups ?? []).flatMap(({ group, stranded }) => {
    const site = leadsOf(rehearsal).at(-1)?.appliance?.toUpperCase() ?? 'the site'
    let left = stranded
    const counts = Object.entries(fates).map(([reason, fate]) => {
      const count = Math.min(left, lastRefusedFor(rehearsal, group, reason))
      left -= count
      return { ...fate, count }
    })
    return [{ ...tooOld, count: left }, ...counts].flatMap(({ code, why, count }) =>
      count > 0
        ? [found(code, `${countText(count)} of the ${groupWords(group)} ${why(site)}.`)]
        : [],
    )
  })

/** How many clients of the group were last refused for that reason. */
function lastRefusedFor({ events }: Rehearsal, of: ClientGroup, reason: string): number {
  const last = new Map<string, string>()
  for (const told of ofName(events, 'client-stranded'))
    if (told.group === of) last.set(told.client, told.reason)
  return [...last.values()].filter((told) => told === reason).length
}

/** Clients that somebody has to install anew (CLI-01, CLI-05). */
export const clientsToRedeploy: WarningRule = ({ population }) => {
  const groups = (population?.groups ?? []).filter(({ redeployByHand }) => redeployByHand > 0)
  if (groups.length === 0) return []
  const all = groups.map(
    ({ group, redeployByHand }) => `${countText(redeployByHand)} of the ${groupWords(group)}`,
  )
  return [
    found('clients-to-redeploy', `To be redeployed by hand: ${all.join(', ')} (CLI-01, CLI-05).`),
  ]
}

/** Clients set by an address, which stay where it leads (NET-07). */
export const clientsLeftBehind: WarningRule = ({ population }, rehearsal) => {
  const leadsTo = leadsOf(rehearsal).at(-1)?.appliance
  const { total, left } = leftBehindIn(population, leadsTo)
  if (left === 0) return []
  return [
    found(
      'clients-left-behind',
      `${countText(left)} of ${plural(total, 'client')} set by an IP address did not follow the swing (NET-07).`,
    ),
  ]
}
