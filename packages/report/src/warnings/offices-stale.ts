import { listText, plural } from '../format.ts'
import { staleAtEnd } from '../network/office-leads.ts'
import { found, type WarningRule } from './warning.ts'

/** Offices that had not followed the site when the rehearsal ended. */
export const officesStale: WarningRule = (_findings, rehearsal) => {
  const stale = staleAtEnd(rehearsal)
  if (stale.length === 0) return []
  const names = listText(
    stale.map(
      ({ office, last }) =>
        `${office} to ${last === 'nobody' ? 'nobody' : (last ?? '').toUpperCase()}`,
    ),
    5,
  )
  const are = stale.length === 1 ? 'was' : 'were'
  return [
    found(
      'offices-stale',
      `${plural(stale.length, 'office')} ${are} still led elsewhere than the site when the rehearsal ended: ${names}.`,
    ),
  ]
}
