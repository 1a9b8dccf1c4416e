import type { Box } from '../box/box.ts'
import type { Law } from './law.ts'

/** Users have left an appliance before its role does: neither a backup has any, nor a primary that exchanges roles. */
export const usersHaveLeft: Law = {
  law: 'users leave before the role does',
  spec: 'FO-06',
  against: ({ pair: { a, visit } }) => {
    if (visit !== 'in-session') return null
    if (a.facts.role === 'backup') return 'a is the backup, and a session is under way on it'
    return isSwapping(a) ? 'a exchanges roles, and a session is under way on it' : null
  },
}

/** Plain data of the core, of which only this is read (`relationship/slice.ts`). */
function isSwapping({ memory }: Box): boolean {
  const slice = memory?.get('relationship')
  return typeof slice === 'object' && slice !== null && 'swap' in slice && slice.swap !== null
}
