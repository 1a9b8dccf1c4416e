import { sides } from '../pair/side.ts'
import type { Law } from './law.ts'

/** After an exchange of roles with a sync first, the new primary holds every acknowledged session. */
export const syncFirstLeavesNothing: Law = {
  law: 'a sync first leaves nothing behind',
  spec: 'FO-10',
  against: ({ before, pair }) => {
    const { request, acknowledged } = pair
    if (before.request.state === 'answered' || request.state !== 'answered') return null
    if (request.asked.input['syncFirst'] !== true || request.outcome?.ok !== true) return null
    const primary = sides.find((side) => pair[side].facts.role === 'primary')
    const missing = acknowledged.filter(
      (lsid) => primary !== undefined && !pair[primary].facts.lsids.includes(lsid),
    )
    return missing.length === 0
      ? null
      : `${primary} has become primary without ${missing.join(', ')}`
  },
}
