import { type ClientGroup, clientGroups, type GroupCount } from '@understudy/shared'
import type { Fate, InstalledMember, Member } from './contract.ts'

/** Whether an update of the site affects it. */
export const isInstalled = (member: Member): member is InstalledMember => 'fateAt' in member

/** What became of them at a site of that version, by group; empty groups are left out. */
export function countHeads(members: Iterable<Member>, siteVersion: string): readonly GroupCount[] {
  const groups = new Map<ClientGroup, GroupTally>()
  for (const member of members) {
    if (!isInstalled(member)) continue
    const tally = groups.get(member.group) ?? new GroupTally()
    groups.set(member.group, tally)
    tally.add(member.fateAt(siteVersion), member)
  }
  return clientGroups.flatMap((group) => groups.get(group)?.countOf(group) ?? [])
}

/** Per group; a longer list is cut. */
const namesMax = 100

class GroupTally {
  readonly #fates: Record<Fate, number> = {
    upgraded: 0,
    late: 0,
    stranded: 0,
    'redeploy-by-hand': 0,
  }
  readonly #at = new Map<string, number>()
  readonly #byHand: string[] = []
  #total = 0

  add(fate: Fate, { name, appliance }: InstalledMember): void {
    this.#total++
    this.#fates[fate]++
    const waits = fate === 'stranded' || fate === 'redeploy-by-hand'
    if (waits && this.#byHand.length < namesMax) this.#byHand.push(name)
    if (appliance !== null) this.#at.set(appliance, (this.#at.get(appliance) ?? 0) + 1)
  }

  countOf(group: ClientGroup): GroupCount {
    const { upgraded, late, stranded } = this.#fates
    const redeployByHand = this.#fates['redeploy-by-hand']
    const at = Object.fromEntries(this.#at)
    const byHand = this.#byHand.length === 0 ? {} : { byHand: this.#byHand }
    return { group, total: this.#total, upgraded, late, stranded, redeployByHand, at, ...byHand }
  }
}
