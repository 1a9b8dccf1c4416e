import { type Refusal, refusal, repIdOf, type SupportTeam } from '@understudy/shared'
import { type ClientConnection, deskOf } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import { teamsOf } from './teams.ts'

/** Where a session waits, and so who may be given it (P 3.11). */
export type Queue =
  | { readonly kind: 'general' }
  | { readonly kind: 'representative'; readonly name: string }
  | { readonly kind: 'team'; readonly team: SupportTeam }

/** The queue of that name, as it is now; or why there is none. */
export function queueOf(ctx: Context, text: string): Queue | Refusal {
  const at = text.indexOf(':')
  const [kind, rest] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
  const missing = refusal('no-such-queue', { appliance: ctx.name, found: text })
  switch (kind) {
    case 'general':
      return { kind: 'general' }
    case 'rep':
      return representative(knownNames(ctx).find((name) => String(repIdOf(name)) === rest))
    case 'rep_username':
      return representative(knownNames(ctx).find((name) => name === rest))
    case 'team':
      return team(teamsOf(ctx).find(({ id }) => String(id) === rest))
    case 'issue':
      return team(teamsOf(ctx).find(({ issues }) => issues.some(({ code }) => code === rest)))
    default:
      return missing
  }

  function representative(name: string | undefined): Queue | Refusal {
    return name === undefined ? missing : { kind: 'representative', name }
  }
  function team(found: SupportTeam | undefined): Queue | Refusal {
    return found === undefined ? missing : { kind: 'team', team: found }
  }
}

/** Whether that representative takes sessions of the queue. */
export function serves(queue: Queue, name: string): boolean {
  switch (queue.kind) {
    case 'general':
      return true
    case 'representative':
      return queue.name === name
    case 'team':
      return queue.team.members.includes(name)
  }
}

/** Whether anybody who is logged in takes sessions of the queue now or later. */
export const isServed = (ctx: Context, queue: Queue): boolean =>
  consolesOf(ctx).some(({ name, status }) => status === undefined && serves(queue, name))

/** The console of that representative; undefined = not logged in, or with another version than the site's. */
export const consoleOf = (ctx: Context, name: string): ClientConnection | undefined =>
  consolesOf(ctx).find((console) => console.name === name)

const consolesOf = (ctx: Context): readonly ClientConnection[] =>
  [...deskOf(ctx).connections.values()].filter(
    ({ kind, upgrading, version }) =>
      kind === 'console' && !upgrading && version === ctx.state.software.site,
  )

/** Representatives are known by being logged in, or by being in a team. */
const knownNames = (ctx: Context): readonly string[] => [
  ...consolesOf(ctx).map(({ name }) => name),
  ...teamsOf(ctx).flatMap(({ members }) => members),
]
