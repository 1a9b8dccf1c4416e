import {
  catalogue,
  compareVersions,
  findPackage,
  type InputOf,
  nearestWord,
  refusal,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'

/**
 * `download-console-installer`: what Rep Console Installers, next to an available update, gives
 * (CLI-02). A console that is installed from it cannot log in before the box is updated.
 */
export function downloadConsoleInstaller(
  ctx: Context,
  request: PendingRequest<'download-console-installer'>,
  input: InputOf<'download-console-installer'>,
): void {
  const target = findPackage(input.package)
  if (
    target === undefined ||
    target.kind !== 'site' ||
    compareVersions(target.version, ctx.state.software.site) <= 0
  ) {
    const found = input.package
    const nearest = nearestWord(found, availableNames(ctx))
    ctx.refuse(request, refusal('unknown-package', { found, nearest }))
    return
  }
  const { version } = target
  ctx.accept(request, {
    package: target.name,
    version,
    fileName: `bomgar-rep-${version}.msi`,
    sizeBytes: ctx.site.packageBytes,
  })
}

/** Base packages have no console. */
const availableNames = (ctx: Context): readonly string[] =>
  catalogue
    .filter((p) => p.kind === 'site' && compareVersions(p.version, ctx.state.software.site) > 0)
    .map((p) => p.name)
