import { Type } from 'typebox'
import { apiAccountInput, apiAccountsIn } from '../api-accounts.ts'
import { closed, drawOn, drawOne, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

const changes = ['add', 'remove', 'replace'] as const

export const apiAccount = faultKind({
  family: 'operator',
  title:
    'an administrator adds an API account, removes those that are there, or replaces their keys (API-04)',
  productOnly: false,
  args: Type.Object({ on: On, change: Type.Enum(changes) }, closed),
  draw: (random) => ({ on: drawOn(random), change: drawOne(random, changes) }),
  begin: (stage, { on, change }) => {
    const known = apiAccountsIn(stage)
    if (change === 'remove' && known.length === 0) return false
    const isAdded = change !== 'remove' && stage.ask(on, 'add-api-account', apiAccountInput)
    const isRemoved =
      change !== 'add' &&
      known.map((clientId) => stage.ask(on, 'remove-api-account', { clientId })).includes(true)
    return isAdded || isRemoved
  },
})
