import {
  type ApplianceName,
  compareVersions,
  downloadKeySinceBase,
  type SoftwarePackage,
} from '@understudy/shared'
import { type Answer, ask, invoke, statusOf } from './calls.ts'
import type { Failure } from './conditions.ts'
import { turnPage } from './operator.ts'
import type { Task } from './stage.ts'
import type { StepContext } from './step-context.ts'

/**
 * The package as a restricted network gets it (G2, UPD-04): a key of the box, posted from a machine with unrestricted access, or
 * support's download; then Manual Installation. `saved`: the files that this step has downloaded, by package.
 */
export function* bringByHand(
  ctx: StepContext,
  appliance: ApplianceName,
  { name }: SoftwarePackage,
  saved: Map<string, string>,
): Task<Failure | undefined> {
  const { stage, evidence } = ctx
  const expected = `${name} uploaded to ${appliance} by hand`
  if (!saved.has(name)) {
    const got = yield* downloaded(ctx, appliance, name, saved)
    if (!got.ok) return { expected, found: got.found }
  }
  yield* turnPage(ctx, `manual installation of ${name}`)
  const uploaded = yield* invoke(stage, appliance, 'upload-update', { file: saved.get(name) ?? '' })
  if (!uploaded.ok) return { expected, found: uploaded.found }
  evidence.push(`${appliance}: ${name} uploaded at Manual Installation.`)
  return undefined
}

/** By the box's key where it can make one; what a key does not give (any more) comes from support. */
function* downloaded(
  ctx: StepContext,
  appliance: ApplianceName,
  name: string,
  saved: Map<string, string>,
): Task<Answer<null>> {
  const { stage, evidence } = ctx
  const status = yield* statusOf(stage, appliance)
  if (!status.ok) return status
  if (compareVersions(status.value.base, downloadKeySinceBase) >= 0) {
    const key = yield* invoke(stage, appliance, 'make-download-key', {})
    if (!key.ok) return key
    const redeemed = yield* ask(stage, 'network', 'redeem-key', { key: key.value.key })
    if (!redeemed.ok && redeemed.code !== 'nothing-to-download') return redeemed
    if (redeemed.ok) keep(redeemed.value.files, saved)
    if (saved.has(name)) {
      evidence.push(`${appliance}: ${name} downloaded with the Appliance Download Key.`)
      return { ok: true, value: null }
    }
  }
  const asked = yield* ask(stage, 'network', 'support-download', {
    appliance,
    package: name,
    guid: status.value.guid,
  })
  if (!asked.ok) return asked
  keep(asked.value.files, saved)
  evidence.push(`${appliance}: ${name} downloaded from support.`)
  return { ok: true, value: null }
}

function keep(
  files: readonly { readonly file: string; readonly package: string }[],
  saved: Map<string, string>,
): void {
  for (const { file, package: name } of files) saved.set(name, file)
}
