import { type InputOf, parseJson, refusal, SupportTeam, schemaErrors } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { putSetting, refusalToStore, removeSetting } from '../settings/settings.ts'
import { defineSlice } from '../slice.ts'

/** Data of the site, synced like its settings (SYN-01). */
const prefix = 'teams/'
const teamsMax = 200

/** As last read, and at which revision of the settings: every customer who comes asks for them. */
const teamsSlice = defineSlice<{
  read: { readonly settingsRevision: number; readonly teams: readonly SupportTeam[] } | null
}>('sessions/teams', () => ({ read: null }))

/** All of them, by id. */
export function teamsOf(ctx: Context): readonly SupportTeam[] {
  const slice = teamsSlice.of(ctx)
  const { settingsRevision } = ctx.state
  if (slice.read?.settingsRevision !== settingsRevision)
    slice.read = { settingsRevision, teams: readTeams(ctx) }
  return slice.read.teams
}

const readTeams = (ctx: Context): readonly SupportTeam[] =>
  ctx.store.settings
    .all()
    .flatMap(({ key, value }) => {
      const team = key.startsWith(prefix) ? parseJson(value) : undefined
      return schemaErrors(SupportTeam, team).length === 0 ? [team as SupportTeam] : []
    })
    .sort((one, other) => one.id - other.id)

export const listSupportTeams = (
  ctx: Context,
  request: PendingRequest<'list-support-teams'>,
): void => {
  const teams = teamsOf(ctx).map(({ issues, members, skills, ...team }) => ({
    ...team,
    issues: issues.map((issue) => ({ ...issue })),
    members: [...members],
    ...(skills === undefined ? {} : { skills: [...skills] }),
  }))
  ctx.accept(request, { teams })
}

export function setSupportTeam(
  ctx: Context,
  request: PendingRequest<'set-support-team'>,
  team: InputOf<'set-support-team'>,
): void {
  const others = teamsOf(ctx).filter(({ id }) => id !== team.id)
  const setting = { key: prefix + team.id, value: JSON.stringify(team) }
  const why =
    others.length >= teamsMax
      ? refusal('too-many', { what: 'support teams', found: others.length + 1, expected: teamsMax })
      : refusalToStore(ctx, setting)
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  putSetting(ctx, setting.key, setting.value)
  ctx.record({ name: 'setting-changed', key: setting.key })
  ctx.accept(request, {})
}

export function removeSupportTeam(
  ctx: Context,
  request: PendingRequest<'remove-support-team'>,
  { id }: InputOf<'remove-support-team'>,
): void {
  if (ctx.store.settings.get(prefix + id) === undefined) {
    ctx.refuse(request, refusal('no-such-team', { appliance: ctx.name, found: id }))
    return
  }
  removeSetting(ctx, prefix + id)
  ctx.record({ name: 'setting-changed', key: prefix + id })
  ctx.accept(request, {})
}
