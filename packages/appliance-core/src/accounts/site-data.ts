import { type AccountInterface, type Refusal, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'

/** On a backup the accounts of /login are its primary's (SYN-01); those of /appliance are always its own. */
export const refusalOfRole = (
  ctx: Context,
  operation: string,
  { interface: which }: { readonly interface: AccountInterface },
): Refusal | null =>
  which === 'login' && ctx.state.role === 'backup'
    ? refusal('wrong-role', {
        operation,
        expected: 'none or primary',
        appliance: ctx.name,
        found: 'backup',
      })
    : null
