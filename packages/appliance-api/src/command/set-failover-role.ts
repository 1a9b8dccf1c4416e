import {
  type ApplianceStatus,
  accepted,
  type InputOf,
  labOwner,
  type OutputOf,
  type Role,
  refused,
} from '@understudy/shared'
import { errorDocument } from '../answer.ts'
import { type ApiStep, answered } from '../door/step.ts'
import type { Parameters } from '../parameters.ts'
import type { CommandCall } from './command-call.ts'
import { outcomeDocument } from './outcome-document.ts'

/** What is to be asked of the appliance, by the operations that /login has too. */
export type RoleRequest =
  | {
      readonly kind: 'operation'
      readonly operation: 'become-primary' | 'become-backup'
      readonly input: InputOf<'become-primary'>
    }
  | { readonly kind: 'already'; readonly role: Role }
  | { readonly kind: 'refused'; readonly text: string }

/** `set_failover_role` (API-03, FO-10): the exchange of roles by a program; its answer is true when it comes. */
export function roleStep({
  era,
  parameters,
  reading: { status, refusalToServe },
}: CommandCall): ApiStep {
  const request = roleRequestOf(parameters, status)
  if (request.kind === 'refused') return answered(errorDocument(era, 'command', request.text))
  if (request.kind === 'already') {
    // The role that it has now is the one that it is about to lose, or to get.
    const isChanging = status.state === 'swapping' && refusalToServe !== null
    return answered(
      outcomeDocument(era, isChanging ? refused(refusalToServe) : accepted(roleTexts.changed)),
    )
  }
  const { operation, input } = request
  return {
    kind: 'operation',
    operation,
    input,
    // The account's right to this command is this right too.
    caller: labOwner,
    next: (outcome) =>
      answered(outcomeDocument(era, outcome.ok ? accepted(textOf(outcome)) : outcome)),
  }

  function textOf({ value }: { readonly value: unknown }): string {
    const { role } = value as OutputOf<typeof operation>
    return role === parameters.get('role') ? roleTexts.changed : roleTexts.syncing
  }
}

/**
 * `role`, `data_sync_first` and `force`. Repeating it is harmless: who has the role already is told so. A backup whose primary
 * is dead takes over without more ado, as the product does: nobody is there to be forced (FO-10).
 */
export function roleRequestOf(
  parameters: Parameters,
  {
    role,
    relationship,
  }: Pick<ApplianceStatus, 'role'> & {
    readonly relationship: Pick<NonNullable<ApplianceStatus['relationship']>, 'link'> | null
  },
): RoleRequest {
  const wanted = parameters.get('role')
  const syncFirst = flagOf(parameters, 'data_sync_first')
  const force = flagOf(parameters, 'force')
  if (wanted !== 'primary' && wanted !== 'backup')
    return { kind: 'refused', text: 'The role has to be primary or backup.' }
  if (syncFirst === undefined || force === undefined)
    return { kind: 'refused', text: 'data_sync_first and force have to be 1 or 0.' }
  if (role === 'none' || relationship === null)
    return { kind: 'refused', text: 'Failover is not configured on this appliance.' }
  if (role === wanted) return { kind: 'already', role }
  const inputOf = (forced: boolean) => ({
    force: forced,
    ...(syncFirst ? { syncFirst, background: true } : {}),
  })
  if (wanted === 'backup')
    return { kind: 'operation', operation: 'become-backup', input: inputOf(force) }
  const isAlone = relationship.link === 'down'
  if (isAlone && syncFirst)
    return {
      kind: 'refused',
      text: 'The primary cannot be reached: there is nothing to sync from.',
    }
  return {
    kind: 'operation',
    operation: 'become-primary',
    input: inputOf(force || isAlone),
  }
}

const flags: Readonly<Record<string, boolean>> = { '1': true, '0': false, '': false }

const flagOf = (parameters: Parameters, name: string): boolean | undefined =>
  flags[parameters.get(name) ?? '0']

export const roleTexts = {
  changed: 'Successfully changed role.',
  /** With a sync first, the call answers when that has begun. */
  syncing: 'Successfully started data sync. Role change will occur upon successful completion.',
} as const
