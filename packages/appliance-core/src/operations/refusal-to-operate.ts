import { type OperationName, operationOf, type Refusal, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import { isSwapping } from '../relationship/under-way.ts'

/** Why state or role forbid that operation now; null = they allow it. */
export function refusalToOperate(ctx: Context, name: OperationName): Refusal | null {
  const { state, name: appliance } = ctx
  const operation = operationOf(name)
  if (state.installation !== null && !operation.duringMaintenance)
    return refusal(state.installation.state === 'broken' ? 'needs-support' : 'in-maintenance', {
      appliance,
      package: state.installation.package,
    })
  if (operation.kind === 'read') return null
  if (isSwapping(ctx)) return refusal('swap-under-way', { appliance })
  if (operation.roles.includes(state.role)) return null
  if (name === 'establish-relationship')
    return refusal('already-in-relationship', {
      appliance,
      peer: state.relationship?.peerName ?? '',
    })
  if (state.role === 'none') return refusal('no-relationship', { appliance })
  return refusal('wrong-role', {
    operation: name,
    expected: operation.roles.join(' or '),
    appliance,
    found: state.role,
  })
}
