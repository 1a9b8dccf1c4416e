import {
  eula,
  type InputOf,
  type OpenedPackage,
  type Outcome,
  packageFileName,
  type Refusal,
  refusal,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { isSwapping } from '../relationship/under-way.ts'
import { beginWork } from './begin-work.ts'
import { questionOf } from './check.ts'
import { beginInstallation } from './installation.ts'
import { refusalOfFile } from './judge.ts'
import { addOnsOf, kindOfName, refusalOfName, unknownPackage, uploadsOf } from './lines.ts'
import type { Waiting } from './slice.ts'
import { keepUpload } from './uploads.ts'

/** `install-update`: an uploaded package, or one that the update server is asked for first (UPD-03, UPD-04). */
export function installUpdate(
  ctx: Context,
  request: PendingRequest<'install-update'>,
  input: InputOf<'install-update'>,
): void {
  const { package: name } = input
  const why = refusalToBegin(ctx, input)
  if (why !== null) {
    refuse(ctx, request, name, why)
    return
  }
  const uploaded = uploadsOf(ctx).find((one) => one.package === name)
  if (uploaded !== undefined) {
    beginInstallation(ctx, request, uploaded, eula.version)
    return
  }
  beginWork(
    ctx,
    { for: 'download', request, package: name, eula: eula.version },
    {
      kind: 'ask',
      request: request.request,
      question: questionOf(ctx, 'download', name),
      keepAs: packageFileName(name),
    },
  )
}

export function onPackageDownloaded(
  ctx: Context,
  { request, package: name, eula: accepted }: Extract<Waiting, { for: 'download' }>,
  outcome: Outcome<{ readonly opened: OpenedPackage | null }>,
): void {
  const file = packageFileName(name)
  const opened: OpenedPackage = (outcome.ok ? outcome.value.opened : null) ?? { state: 'missing' }
  const why = outcome.ok
    ? (refusalOfFile(ctx, file, opened) ?? refusalMeanwhile(ctx, name))
    : outcome.refusal
  if (why !== null || opened.state !== 'genuine')
    refuse(ctx, request, name, why ?? refusal('package-missing', { found: file }))
  else beginInstallation(ctx, request, keepUpload(ctx, file, opened), accepted)
}

/** The download has taken its time, and the box may be about something else now. */
function refusalMeanwhile(ctx: Context, name: string): Refusal | null {
  const { installation } = ctx.state
  if (installation !== null)
    return refusal('in-maintenance', { appliance: ctx.name, package: installation.package })
  if (isSwapping(ctx)) return refusal('swap-under-way', { appliance: ctx.name })
  return refusalOfName(ctx, name)
}

function refusalToBegin(ctx: Context, input: InputOf<'install-update'>): Refusal | null {
  const { package: name } = input
  if (kindOfName(name) === undefined) return unknownPackage(ctx, name)
  if (addOnsOf(ctx).includes(name))
    return refusal('not-offered', { target: name, appliance: ctx.name })
  const why = refusalOfName(ctx, name)
  if (why !== null) return why
  if (input.eula !== undefined && input.eula !== eula.version)
    return refusal('eula-changed', { found: input.eula, expected: eula.version })
  return input.acceptEula === true ? null : refusal('eula-not-accepted', { target: name })
}

function refuse(
  ctx: Context,
  request: PendingRequest<'install-update'>,
  name: string,
  why: Refusal,
): void {
  ctx.record({ name: 'update-refused', package: name, code: why.code, message: why.message })
  ctx.refuse(request, why)
}
