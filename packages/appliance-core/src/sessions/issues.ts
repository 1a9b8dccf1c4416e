import { limits } from '@understudy/shared'
import type { Context } from '../context.ts'
import { isServed } from './queues.ts'
import { teamsOf } from './teams.ts'

/** What a customer may choose from: issues whose team has somebody logged in who takes sessions. */
export function issuesOffered(ctx: Context): {
  readonly issues?: { code: string; title: string }[]
} {
  const issues = teamsOf(ctx)
    .filter((team) => team.issues.length > 0 && isServed(ctx, { kind: 'team', team }))
    .flatMap((team) => team.issues.map(({ code, title }) => ({ code, title })))
  return issues.length === 0 ? {} : { issues: issues.slice(0, limits.issuesOfferedMax) }
}
