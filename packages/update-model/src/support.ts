import {
  accepted,
  catalogue,
  findVersion,
  type Outcome,
  refusal,
  refused,
  type UpdateServerCommand,
  upgradePath,
} from '@understudy/shared'

/** Between two site packages, so that clients update themselves (G2, UPD-08). */
const waitHours = 24

type Asked = Extract<UpdateServerCommand, { kind: 'ask-support' }>['input']

/** What support answers to the versions of Status > Basics: what lies between, in which order (G2). */
export function askSupport({ base, site, to }: Asked): Outcome<unknown> {
  const target = findVersion('site', to ?? catalogue.at(-1)?.version ?? '')
  if (target === undefined)
    return refused(refusal('unknown-package', { found: `Bomgar-${to ?? ''}` }))
  const newestBase = catalogue.findLast(({ kind }) => kind === 'base')?.version ?? base
  const path = upgradePath({ base, site }, { base: newestBase, site: target.version })
  if (path === null) return refused(refusal('no-downgrade', { target: target.name, found: site }))
  // Only as far as the target needs it: Base comes right before the site package that asks for it.
  const needed = shortest({ base, site }, target.version) ?? path
  const names = needed.map(({ name }) => name)
  const siteCount = needed.filter(({ kind }) => kind === 'site').length
  const answer =
    names.length === 0
      ? `Base ${base} and Bomgar-${site} need nothing for ${target.name}.`
      : `From Base ${base} and Bomgar-${site} to ${target.name}, in this order: ${names.join(', ')}.${
          siteCount > 1
            ? ` Wait ${waitHours} hours after each Bomgar package, so that clients update themselves; no wait after Base.`
            : ''
        }`
  return accepted({ packages: names, waitHours: siteCount > 1 ? waitHours : 0, answer })
}

/** With the oldest Base that is enough. */
function shortest(from: { readonly base: string; readonly site: string }, site: string) {
  for (const { kind, version } of [{ kind: 'base', version: from.base }, ...catalogue]) {
    if (kind !== 'base') continue
    const path = upgradePath(from, { base: version, site })
    if (path !== null) return path
  }
  return undefined
}
