import { clockErrorText, isClockWrong } from '../clocks.ts'
import type { ApplianceStatus } from './appliance-status.ts'

/** What in an appliance's status needs attention, a sentence each (FO-05, FO-08, FO-13, NET-02, SYN-05). */
export function alertsOf(status: ApplianceStatus): readonly string[] {
  return rules.flatMap((rule) => rule(status))
}

type Rule = (status: ApplianceStatus) => readonly string[]

const rules: readonly Rule[] = [
  ({ relationship, role }) =>
    relationship?.conflict === true
      ? [
          `both appliances are ${role}: give one of them the other role${forecastText(relationship)}`,
        ]
      : [],
  ({ relationship }) => (relationship?.link === 'down' ? ['the peer cannot be reached'] : []),
  ({ failover: { withheld } }) => (withheld === null ? [] : [withheld]),
  ({ relationship }) =>
    relationship?.peerPackage === 'different'
      ? ['the peer has another package: nothing is synced']
      : [],
  ({ addresses }) =>
    addresses.flatMap(({ address, conflictsWith }) =>
      conflictsWith.length === 0
        ? []
        : [`${address} is also claimed by ${conflictsWith.join(', ')}`],
    ),
  ({ certificates: { trouble } }) =>
    trouble === '' ? [] : [`the certificate is not in order: ${trouble}`],
  ({ clock: { offMs } }) => (isClockWrong(offMs) ? [`the clock is ${clockErrorText(offMs)}`] : []),
  ({ sync }) => (sync.lastResult === 'failed' ? [`the last sync failed: ${sync.lastReason}`] : []),
  ({ sync }) => (sync.blobsMissing > 0 ? [`${sync.blobsMissing} recordings are missing here`] : []),
  ({ jumpClients: { stranded } }) =>
    stranded > 0 ? [`${stranded} Jump Clients are stranded: too many versions behind`] : [],
]

/** What each choice would lose (FO-13). */
function forecastText({ forecast }: NonNullable<ApplianceStatus['relationship']>): string {
  if (forecast === null) return ''
  const { thisGivesWay, peerGivesWay } = forecast
  return `; lost if this one becomes the backup: ${lossText(thisGivesWay)}; if its peer does: ${lossText(peerGivesWay)}`
}

const lossText = ({ records, settings }: { records: number; settings: number | null }): string =>
  `${records} records, ${settings ?? 'an unknown number of'} settings`
