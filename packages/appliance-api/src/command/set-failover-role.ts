import type { InputOf, Outcome, Role } from '@understudy/shared'
import { type ApiDocument, errorDocument, rootAttributes, shortDocument } from '../answer.ts'
import type { Era } from '../era.ts'
import type { Parameters } from '../parameters.ts'

/** What is to be asked of the appliance, by the operations that /login has too. */
export type RoleRequest =
  | {
      readonly kind: 'operation'
      readonly operation: 'become-primary' | 'become-backup'
      readonly input: InputOf<'become-primary'>
    }
  | { readonly kind: 'already'; readonly role: Role }
  | { readonly kind: 'refused'; readonly text: string }

/**
 * `set_failover_role` (API-03, FO-10): `role`, `data_sync_first` and `force`. Repeating it is harmless: who has the role
 * already is told so.
 */
export function roleRequestOf(parameters: Parameters, role: Role): RoleRequest {
  const wanted = parameters.get('role')
  const syncFirst = flagOf(parameters, 'data_sync_first')
  const force = flagOf(parameters, 'force')
  if (wanted !== 'primary' && wanted !== 'backup')
    return { kind: 'refused', text: 'The role has to be primary or backup.' }
  if (syncFirst === undefined || force === undefined)
    return { kind: 'refused', text: 'data_sync_first and force have to be 1 or 0.' }
  if (role === 'none')
    return { kind: 'refused', text: 'Failover is not configured on this appliance.' }
  if (role === wanted) return { kind: 'already', role }
  return {
    kind: 'operation',
    operation: wanted === 'primary' ? 'become-primary' : 'become-backup',
    input: { syncFirst, force },
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

/** The document for what became of it. */
export const roleDocument = (era: Era, outcome: Outcome<string>): ApiDocument =>
  outcome.ok
    ? shortDocument((xml) => xml.leaf('success', outcome.value, rootAttributes(era, 'command')))
    : errorDocument(era, 'command', outcome.refusal.message)
