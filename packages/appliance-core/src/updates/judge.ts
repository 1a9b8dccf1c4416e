import {
  isoTimeOf,
  type OpenedPackage,
  type PackageManifest,
  type Refusal,
  refusal,
} from '@understudy/shared'
import { boxTimeMs } from '../box/clock.ts'
import type { Context } from '../context.ts'

/** Why a file is not taken: by what is in it, for whom it was built, and until when it is valid (UPD-05). */
export function refusalOfFile(ctx: Context, file: string, opened: OpenedPackage): Refusal | null {
  switch (opened.state) {
    case 'missing':
      return refusal('package-missing', { found: file })
    case 'unsigned':
      return refusal('package-unsigned')
    case 'damaged':
      return refusal('package-damaged', { found: opened.found })
    case 'genuine':
      return refusalOfManifest(ctx, opened.manifest)
  }
}

function refusalOfManifest(ctx: Context, manifest: PackageManifest): Refusal | null {
  const { package: target, appliance: found, validUntilMs } = manifest
  const { guid } = ctx.config
  if (!ctx.decisions.isBuiltFor(found, guid))
    return refusal('package-for-another', { target, found, expected: guid })
  const timeMs = boxTimeMs(ctx)
  if (timeMs <= validUntilMs) return null
  return refusal('package-expired', {
    target,
    expected: isoTimeOf(validUntilMs),
    found: isoTimeOf(timeMs),
  })
}
