import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeSigning } from '@understudy/certificates/signing'
import { findPackage, packageFileName, packageFileOf, vendorPrivateKeyOf } from '@understudy/shared'

/** Puts a package that the vendor has built for that appliance where its uploads are kept; answers the file's name. */
export function packageAtHand(
  packageName: string,
  { dataDir, guid }: { readonly dataDir: string; readonly guid: string },
): string {
  const file = packageFileName(packageName)
  writeFileSync(join(dataDir, 'updates', file), packageBytes(packageName, guid))
  return file
}

/** A package that the vendor has built for that appliance. */
export function packageBytes(packageName: string, guid: string): Uint8Array {
  const known = findPackage(packageName)
  if (known === undefined) throw new Error(`${packageName} is in the catalogue`)
  const { kind, version, build } = known
  const primaryHostname = 'support.example.com'
  return packageFileOf(
    {
      ...{ package: packageName, kind, version, build, appliance: guid, primaryHostname },
      ...{ licences: 1, licencesExpireAtMs: null, validUntilMs: Number.MAX_SAFE_INTEGER },
    },
    new Uint8Array([1, 2, 3]),
    nodeSigning,
    vendorPrivateKeyOf(primaryHostname),
  )
}
