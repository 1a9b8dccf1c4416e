import type { OpenedPackage } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { UploadedPackage } from '../durable.ts'
import { uploadsOf } from './lines.ts'

/** From now on it can be installed from this box. An earlier file of the same package is removed: nobody names it any more. */
export function keepUpload(
  ctx: Context,
  file: string,
  { manifest }: Extract<OpenedPackage, { state: 'genuine' }>,
): UploadedPackage {
  const { package: name, kind, version, primaryHostname } = manifest
  const { licences, licencesExpireAtMs, validUntilMs } = manifest
  const upload: UploadedPackage = {
    file,
    package: name,
    kind,
    version,
    primaryHostname,
    licences,
    licencesExpireAtMs,
    validUntilMs,
  }
  const earlier = uploadsOf(ctx).filter((one) => one.package === name && one.file !== file)
  ctx.state.uploads = [...uploadsOf(ctx).filter((one) => one.package !== name), upload]
  ctx.durable.save()
  for (const one of earlier)
    if (one.file !== ctx.state.installation?.file)
      ctx.emit({ kind: 'update-work', work: { kind: 'drop', file: one.file } })
  return upload
}
