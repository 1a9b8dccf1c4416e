import { type ApplianceName, isoTimeOf } from '@understudy/shared'
import { type StepContext, warn } from './step-context.ts'

const namesMax = 5

/**
 * CLI-04: the list of Jump Clients is exported to see that every date is later than the update. Says so as evidence and
 * warns of those whose date is not; if nothing was updated, there is no date to compare with.
 */
export function judgeJumpClientDates(
  ctx: StepContext,
  appliance: ApplianceName,
  csv: string,
): readonly string[] {
  const [, ...lines] = csv.trimEnd().split('\r\n')
  const clients = lines.map(clientIn)
  const who = `${appliance}: ${clients.length} Jump Clients and Jumpoints are known`
  const updatedAtMs = ctx.siteUpdates.get(appliance)
  if (clients.length === 0 || updatedAtMs === undefined) return [`${who}.`]
  const update = isoTimeOf(updatedAtMs)
  // Both are ISO 8601 in UTC, so their texts sort in order of time; "never" is no date.
  const behind = clients.filter(
    ({ lastCheckIn }) => lastCheckIn === 'never' || lastCheckIn < update,
  )
  if (behind.length === 0) return [`${who}; all have checked in since its update at ${update}.`]
  const more = behind.length - namesMax
  const names = behind.slice(0, namesMax).map(({ name }) => name)
  const list = names.join(', ') + (more > 0 ? ` and ${more} more` : '')
  warn(
    ctx,
    'jump-clients-behind',
    `${behind.length} of ${clients.length} Jump Clients and Jumpoints have not checked in on ${appliance.toUpperCase()} since its update at ${update}: ${list} (CLI-04).`,
  )
  return [`${who}; ${behind.length} have not checked in since its update at ${update}.`]
}

/** The first and the last column of the export. A name is quoted only if it contains a comma or a quote. */
function clientIn(line: string): { readonly name: string; readonly lastCheckIn: string } {
  const [, quoted, plain = ''] = /^(?:"((?:[^"]|"")*)"|([^,]*))/.exec(line) ?? []
  return {
    name: quoted?.replaceAll('""', '"') ?? plain,
    lastCheckIn: line.slice(line.lastIndexOf(',') + 1),
  }
}
