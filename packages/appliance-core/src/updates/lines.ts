import {
  catalogue,
  compareVersions,
  findPackage,
  installationMs,
  licencesOfPackage,
  nearestWord,
  type OutputOf,
  type Refusal,
  refusal,
  refusalToInstall,
  type UpdateKind,
  type UpdateOffer,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import type { UploadedPackage } from '../durable.ts'

type Line = OutputOf<'check-for-updates'>['updates'][number]

export const uploadsOf = (ctx: Context): readonly UploadedPackage[] => ctx.state.uploads ?? []

/** Licence add-ons that this box has. */
export const addOnsOf = (ctx: Context): readonly string[] => ctx.state.addOns ?? []

/** The vendor has never had a package of that name. */
export function unknownPackage(ctx: Context, name: string): Refusal {
  const newer = catalogue
    .filter(({ kind, version }) => compareVersions(version, ctx.state.software[kind]) > 0)
    .map((one) => one.name)
  return refusal('unknown-package', { found: name, nearest: nearestWord(name, newer) })
}

/** The lines of Available Updates: what the update server has, and what was uploaded to this box (UPD-01). */
export function linesOf(ctx: Context, offers: readonly UpdateOffer[]): readonly Line[] {
  const uploads = uploadsOf(ctx)
  const uploaded = uploads.map((one) => lineOf(ctx, { ...one, name: one.package }, 'uploaded'))
  const others = offers.filter(({ name }) => !uploads.some((one) => one.package === name))
  return [...others.map((offer) => lineOf(ctx, offer, 'update-server')), ...uploaded].filter(
    ({ kind, name, version }) =>
      kind === 'licences'
        ? !addOnsOf(ctx).includes(name)
        : compareVersions(version, ctx.state.software[kind]) > 0,
  )
}

function lineOf(ctx: Context, offer: UpdateOffer, source: Line['source']): Line {
  const { name, kind, version, primaryHostname, licences, licencesExpireAtMs } = offer
  const why = refusalOfName(ctx, name)
  return {
    name,
    kind,
    version,
    installable: why === null,
    reason: why?.message ?? '',
    primaryHostname,
    licences,
    licencesExpireAtMs,
    source,
  }
}

/** Why a package of that name cannot be installed yet, in the product's words; null = it can, or nobody knows it. */
export function refusalOfName(ctx: Context, name: string): Refusal | null {
  const target = findPackage(name)
  if (target === undefined) return null
  const why = refusalToInstall(target, ctx.state.software)
  return why !== null && ctx.decisions.isGreyed(why.code) ? why : null
}

export const kindOfName = (name: string): UpdateKind | undefined =>
  licencesOfPackage(name) === undefined ? findPackage(name)?.kind : 'licences'

/** An add-on is there at once, whatever is stored here (UPD-08). */
export const durationMsOf = (ctx: Context, kind: UpdateKind): number =>
  kind === 'licences'
    ? 0
    : installationMs(ctx.config.installation, kind, ctx.store.totals().recordedBytes)
