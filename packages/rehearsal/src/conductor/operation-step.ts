import type { ApplianceName, BackupDocument, OperationName } from '@understudy/shared'
import { fillIn } from '../runbook/placeholders.ts'
import { invoke } from './calls.ts'
import { type Failure, syncedSince } from './conditions.ts'
import type { Task } from './stage.ts'
import { type StepContext, withinMsOf } from './step-context.ts'
import { syncNow } from './sync-now.ts'

/** Does a step's operation; a refusal fails it with the refusal's sentence. */
export function* doOperation(
  ctx: StepContext,
  appliance: ApplianceName,
  operation: OperationName,
): Task<Failure | undefined> {
  if (operation === 'sync-now') return yield* doSyncNow(ctx, appliance)
  const { stage, step, placeholders, evidence } = ctx
  const input = fillIn(step.with ?? {}, placeholders)
  const answer = yield* invoke(stage, appliance, operation, input, withinMsOf(ctx))
  if (!answer.ok) return refusedBy(appliance, operation, answer.found)
  const sentences = sentencesOf[operation]?.(appliance, answer.value, input)
  evidence.push(...(sentences ?? [`${appliance}: ${operation} done.`]))
  return undefined
}

/** Where the step waits for something, it waits for the end of this very sync as well. */
function* doSyncNow(ctx: StepContext, appliance: ApplianceName): Task<Failure | undefined> {
  const answer = yield* syncNow(ctx.stage, appliance, withinMsOf(ctx))
  if (!answer.ok) return refusedBy(appliance, 'sync-now', answer.found)
  ctx.evidence.push(`${appliance}: sync begun.`)
  if (ctx.step.until !== undefined) ctx.pending.push(syncedSince(appliance, answer.value.sinceMs))
  return undefined
}

const refusedBy = (appliance: ApplianceName, operation: string, found: string): Failure => ({
  expected: `${appliance} to do ${operation}`,
  found,
})

type Sentences = (appliance: ApplianceName, value: unknown, input: unknown) => readonly string[]

/** What the answers of some operations are worth as evidence. */
const sentencesOf: Partial<Record<OperationName, Sentences>> = {
  'download-backup': (appliance, value) => {
    const { settings, site, storedSessions } = value as BackupDocument
    const count = Object.keys(settings).length
    return [
      `${appliance}: backup downloaded, ${count} settings of Bomgar-${site}; ${storedSessions} stored sessions are not in it.`,
    ]
  },
  'check-for-updates': (appliance, value) => {
    const { updates } = value as {
      updates: readonly { name: string; installable: boolean; reason: string }[]
    }
    if (updates.length === 0) return [`${appliance}: no updates.`]
    return updates.map(({ name, installable, reason }) =>
      installable ? `${name} can be installed.` : `${name} is greyed: ${reason}`,
    )
  },
  'establish-relationship': (appliance, value) => {
    const { role, epoch } = value as { role: string; epoch: number }
    return [`${appliance}: established as ${role}, epoch ${epoch}.`]
  },
  'set-address-enabled': (appliance, _value, input) => {
    const { address, enabled } = input as { address: string; enabled: boolean }
    return [`${appliance}: ${address} is ${enabled ? 'enabled' : 'no longer enabled'}.`]
  },
  'break-relationship': (appliance, value) => {
    const { peerTold } = value as { peerTold: boolean }
    return [`${appliance}: relationship broken; the peer was ${peerTold ? '' : 'not '}told.`]
  },
}
