import type { AnyOperationName, InputOf, OutputOf, PopulationCount } from '@understudy/shared'

type Sentences<K extends AnyOperationName> = (
  who: string,
  value: OutputOf<K>,
  input: InputOf<K>,
) => readonly string[]

/** The evidence an operation of a step gives: sentences with the values it answered. */
export function evidenceOf<K extends AnyOperationName>(
  operation: K,
  who: string,
  value: OutputOf<K>,
  input: InputOf<K>,
): readonly string[] {
  const sentences: Sentences<K> | undefined = sentencesOf[operation]
  return [...(sentences?.(who, value, input) ?? doneBy(operation, who)), ...warningIn(who, value)]
}

const doneBy = (operation: string, who: string): readonly string[] =>
  who === 'clients' ? ['The clients are at work.'] : [`${who}: ${operation} done.`]

/** It was done as asked, but that is probably not what was meant. */
function warningIn(who: string, value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || !('warning' in value)) return []
  const { warning } = value
  return typeof warning === 'string' && warning !== '' ? [`${who}: ${warning}.`] : []
}

const sentencesOf: { readonly [K in AnyOperationName]?: Sentences<K> } = {
  'download-backup': (who, { settings, site, sessions, storedSessions }) => {
    const history =
      sessions === 0
        ? `${storedSessions} stored sessions are not in it`
        : `${sessions} of ${storedSessions} stored sessions`
    return [`${who}: backup downloaded, ${settings} settings of Bomgar-${site}; ${history}.`]
  },
  'upload-backup': (who, { settings, sessions, jumpClients, recordingsMissing }) => [
    `${who}: backup restored: ${settings} settings, ${jumpClients} Jump Clients and ${sessions} sessions that were not here; ${recordingsMissing} recordings of them are in no backup.`,
  ],
  'export-certificate': (who, { certificate, encrypted }) => [
    `${who}: certificate ${certificate} exported${encrypted ? ', its private key under a passphrase' : ''}.`,
  ],
  'import-certificate': (who, { certificate, issuedTo, warnings }) => [
    `${who}: imported as ${certificate}, issued to ${issuedTo}${warnedOf(warnings)}.`,
  ],
  'assign-certificate': (who, { certificate, warnings }, { address }) => [
    `${who}: ${certificate} is served at ${address}${warnedOf(warnings)}.`,
  ],
  'log-in': (who, { interface: which, username, mustChangePassword }) => [
    `${who}: logged in to /${which} as ${username}${mustChangePassword ? '; the password has to be changed' : ''}.`,
  ],
  'change-password': (who, _value, { interface: which, username }) => [
    `${who}: the password of ${username} at /${which} is changed.`,
  ],
  'show-basics': (who, { base, site, time, ntp }) => [
    `${who}: Base ${base}, Bomgar-${site}; its clock says ${time}, ${ntp ? 'set by NTP' : 'not set by NTP'}.`,
  ],
  status: (who, { addresses }) =>
    addresses.map(
      ({ address, shared, enabled }) =>
        `${who}: ${shared ? 'the shared' : 'its own'} address ${address} is ${enabled ? 'enabled' : 'not enabled'}.`,
    ),
  'factory-reset': (who) => [`${who}: reset to factory defaults; it reboots.`],
  'shut-down': (who) => [`${who}: shut down.`],
  'check-for-updates': (who, { updates }) =>
    updates.length === 0
      ? [`${who}: no updates.`]
      : updates.map(({ name, installable, reason }) =>
          installable ? `${name} can be installed.` : `${name} is greyed: ${reason}`,
        ),
  'establish-relationship': (who, { role, epoch }) => [
    `${who}: established as ${role}, epoch ${epoch}.`,
  ],
  'set-address-enabled': (who, _value, { address, enabled }) => [
    `${who}: ${address} is ${enabled ? 'enabled' : 'no longer enabled'}.`,
  ],
  'break-relationship': (who, { peerTold }) => [
    `${who}: relationship broken; the peer was ${peerTold ? '' : 'not '}told.`,
  ],
  'network-status': (who, { siteLeadsTo, staleOffices }) => [
    `${who}: the site leads to ${siteLeadsTo ?? 'nobody'}, ${staleOffices} offices are led elsewhere.`,
  ],
  'set-record': (who, _value, { name, address, type = address.includes(':') ? 'AAAA' : 'A' }) => [
    `${who}: the ${type} record of ${name} is ${address}.`,
  ],
  'set-nat-rule': (who, _value, { address }) => [`${who}: the gateway forwards to ${address}.`],
  'log-in-again': (_who, { count, later }) => {
    const rest = later === 0 ? '' : `, ${later} will when their session has ended`
    return [`${count} representatives log in again${rest}.`]
  },
  'check-in': (_who, { count, off }) => {
    const rest = off === 0 ? '' : `; ${off} switched off`
    return [`${count} passive Jump Clients check in by hand${rest}.`]
  },
  'call-jump-client': (_who, { jumpClient, appliance, lsid }) => [
    jumpClient === null
      ? 'No Jump Client is installed on a host that is on: there is nobody to call.'
      : `${jumpClient} was called and reached; session ${lsid} was recorded by ${appliance}.`,
  ],
  'remove-clients': (_who, { count }) => [`${count} clients were removed by hand.`],
  'reinstall-clients': (_who, { count }) => [`${count} clients were installed again by hand.`],
  redeploy: (_who, { count }, { clients }) => [`${count} ${clients} were redeployed by hand.`],
  'count-population': (_who, counted) => [countedOf(counted)],
  'list-acknowledged': (_who, { length }) => [`${length} sessions were acknowledged so far.`],
  'wind-down-clients': (_who, { clientsBusy }) => [
    `The clients have ended their work; ${clientsBusy} sessions had not ended.`,
  ],
}

const warnedOf = (warnings: readonly string[]): string =>
  warnings.length === 0 ? ', without warnings' : `, with warnings: ${warnings.join(', ')}`

function countedOf({ groups }: PopulationCount): string {
  const of = (field: 'total' | 'upgraded' | 'late' | 'stranded' | 'redeployByHand') =>
    groups.reduce((sum, group) => sum + group[field], 0)
  return `Of ${of('total')} clients ${of('upgraded')} are upgraded, ${of('late')} late, ${of('stranded')} stranded, ${of('redeployByHand')} wait to be redeployed by hand.`
}
