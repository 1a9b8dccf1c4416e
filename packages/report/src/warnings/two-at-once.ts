import { countText, durationText } from '../format.ts'
import { severalLeadsOf } from '../traffic.ts'
import { found, type WarningRule } from './warning.ts'

/** Both appliances held one address (NET-02). */
export const addressesInConflict: WarningRule = ({ addressConflicts }) =>
  addressConflicts.map(({ address, appliances, startedAtMs, endedAtMs }) =>
    found(
      'address-conflict',
      `${appliances.join(' and ')} both held ${address} for ${countText(endedAtMs - startedAtMs)} ms.`,
    ),
  )

/** More than one record (NET-13). Two appliances claiming one address have a warning of their own. */
export const severalRecords: WarningRule = (_findings, rehearsal) =>
  severalLeadsOf(rehearsal).map(({ appliances, startedAtMs, endedAtMs }) =>
    found(
      'several-records',
      `The site's name led to ${appliances.join(' and ')} at once for ${durationText(endedAtMs - startedAtMs)}: it had several records.`,
    ),
  )
