import type {
  CheckedInByHand,
  ClientEffect,
  ClientGroup,
  LoggedInAgain,
  Redeployed,
} from '@understudy/shared'
import { Representative } from './consoles/representative.ts'
import type { InstalledMember, Member } from './contract.ts'
import { isInstalled } from './head-count.ts'
import { JumpClient } from './jump-clients/jump-client.ts'

/** What people at the clients' machines did, and what follows from it. */
export interface DoneByHand<T> {
  readonly value: T
  readonly effects: readonly ClientEffect[]
}

/** Somebody reinstalls the group's clients in the site's version, where they need it (CLI-05). */
export function redeploy(
  members: Iterable<Member>,
  group: ClientGroup,
  siteVersion: string,
  nowMs: number,
): DoneByHand<Redeployed> {
  const installed = [...members]
    .filter((member) => isInstalled(member))
    .filter((member) => member.group === group)
    .map((member) => member.redeploy(siteVersion, nowMs))
    .filter((effects) => effects !== null)
  const count = installed.length
  return {
    value: { count },
    effects: [...installed.flat(), { kind: 'record', event: { name: 'redeployed', group, count } }],
  }
}

/** Nobody can work with the site until {@link reinstallClients}; what is on hosts that are off stays (G2, UPD-08). */
export function removeClients(members: Iterable<Member>, nowMs: number): DoneByHand<Redeployed> {
  const removed = [...members]
    .filter((member) => isInstalled(member))
    .filter(({ isRemoved }) => !isRemoved)
    .map((member) => member.remove(nowMs))
    .filter((effects) => effects !== null)
  return { value: { count: removed.length }, effects: removed.flat() }
}

export function reinstallClients(
  members: Iterable<Member>,
  siteVersion: string,
  nowMs: number,
): DoneByHand<Redeployed> {
  const removed = [...members].filter((member) => isInstalled(member) && member.isRemoved)
  const groups = [...new Set(removed.map((member) => (member as InstalledMember).group))]
  const done = groups.map((group) => redeploy(removed, group, siteVersion, nowMs))
  const count = done.reduce((sum, { value }) => sum + value.count, 0)
  return { value: { count }, effects: done.flatMap(({ effects }) => effects) }
}

/** Representatives are told that the site has moved (NET-04, NET-05). */
export function logInAgain(members: Iterable<Member>, nowMs: number): DoneByHand<LoggedInAgain> {
  const online = [...members]
    .filter((member) => member instanceof Representative)
    .filter((member) => member.ready)
  const later = online.filter((member) => member.sessionsUnderWay > 0).length
  return {
    value: { count: online.length - later, later },
    effects: online.flatMap((member) => member.logInAgain(nowMs)),
  }
}

/** Whom a representative calls to see that machines can be reached: a passive one has to come (CLI-03). */
export function jumpClientToCall(members: Iterable<Member>): JumpClient | undefined {
  const installed = [...members]
    .filter((member) => member instanceof JumpClient)
    .filter(
      ({ group, isOn, isCalled, isRemoved }) =>
        group !== 'jumpoints' && isOn && !isCalled && !isRemoved,
    )
  return installed.find(({ group }) => group === 'passive-jump-clients') ?? installed[0]
}

/** Somebody makes the passive Jump Clients check in (CLI-03). */
export function checkIn(members: Iterable<Member>, nowMs: number): DoneByHand<CheckedInByHand> {
  const passive = [...members]
    .filter((member) => member instanceof JumpClient)
    .filter((member) => member.group === 'passive-jump-clients')
  const on = passive.filter((member) => member.isOn)
  return {
    value: { count: on.length, off: passive.length - on.length },
    effects: on.flatMap((member) => member.checkInByHand(nowMs)),
  }
}
