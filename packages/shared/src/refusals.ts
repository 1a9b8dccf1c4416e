import { didYouMean } from './did-you-mean.ts'
import { accountSentences } from './refusals/account-sentences.ts'
import { administrationSentences } from './refusals/administration-sentences.ts'
import { certificateSentences } from './refusals/certificate-sentences.ts'
import { integrationSentences } from './refusals/integration-sentences.ts'
import { supportSentences } from './refusals/support-sentences.ts'

/** Values that a refusal's sentence names. Never a key, password or token (SEC-01). */
export type RefusalDetails = Readonly<Record<string, string | number | boolean>>

/** An expected failure: a stable code for programs and one sentence for people. */
export interface Refusal {
  readonly code: RefusalCode
  readonly message: string
  readonly details: RefusalDetails
}

type Value = string | number | boolean
/** The values that a sentence names. */
type Values<Key extends string> = { readonly [K in Key]: Value }
/** The known word that may have been meant, if any. */
interface Nearest {
  readonly nearest?: string | undefined
}

/**
 * The one catalogue of expected failures. The code is a contract; the sentence says who, what was
 * expected and what was found. Its values come from the details.
 */
const sentences = {
  ...accountSentences,
  ...administrationSentences,
  ...integrationSentences,
  ...certificateSentences,
  ...supportSentences,
  'unknown-operation': (d: Values<'operation'> & Nearest) =>
    `There is no operation "${d.operation}".${hint(d)}`,
  'invalid-input': (d: Values<'where' | 'expected' | 'found'>) =>
    `${d.where}: expected ${d.expected}, found ${d.found}.`,
  'wrong-role': (d: Values<'operation' | 'expected' | 'appliance' | 'found'>) =>
    `${d.operation} needs the role ${d.expected}; ${d.appliance} is ${d.found}.`,
  'in-maintenance': (d: Values<'appliance' | 'package'>) =>
    `${d.appliance} is installing ${d.package} and answers again when it is done.`,
  'swap-under-way': (d: Values<'appliance'>) =>
    `${d.appliance} is exchanging roles with its peer; wait until the swap is over.`,
  'no-relationship': (d: Values<'appliance'>) =>
    `${d.appliance}: failover is currently not configured.`,
  'already-in-relationship': (d: Values<'appliance' | 'peer'>) =>
    `${d.appliance} is already in a failover relationship with ${d.peer}; break that one first.`,
  'establishing-under-way': (d: Values<'appliance'>) =>
    `${d.appliance} is already establishing a relationship; wait for its result.`,
  'shared-hostname': (d: Values<'field' | 'found'>) =>
    `${d.field} is the shared hostname ${d.found}; use a hostname or address of one appliance alone.`,
  'own-address': (d: Values<'field' | 'found'>) =>
    `${d.field} is ${d.found}, this appliance's own; expected an address of the other appliance.`,
  'not-own-address': (d: Values<'field' | 'found' | 'expected'>) =>
    `${d.field} leads to ${d.found}; expected it to lead back to ${d.expected}.`,
  'no-pre-shared-key': (d: Values<'appliance'>) =>
    `${d.appliance} has no inter-appliance communication pre-shared key; set the same one on both appliances.`,
  'weak-pre-shared-key': (d: Values<'found' | 'expected'>) =>
    `The pre-shared key is refused: ${d.found}; expected ${d.expected}.`,
  'peer-unreachable': (d: Values<'step' | 'from' | 'host' | 'port' | 'found'>) =>
    `${d.step}: ${d.from} could not reach ${d.host} port ${d.port}: ${d.found}.`,
  'wrong-key': (d: Values<'step' | 'from' | 'host'>) =>
    `${d.step}: the pre-shared keys of ${d.from} and ${d.host} are not identical.`,
  'different-package': (d: Values<'found' | 'expected'>) =>
    `The peer has ${d.found}, this appliance ${d.expected}; both need the same installed package and build.`,
  'different-site': (d: Values<'found' | 'expected'>) =>
    `The peer serves ${d.found}, this appliance ${d.expected}; both must be built for the same site.`,
  'peer-in-relationship': (d: Values<'peer'>) =>
    `${d.peer} is already in a failover relationship with another appliance.`,
  'peer-busy': (d: Values<'peer' | 'found'>) =>
    `${d.peer} cannot establish a relationship now: ${d.found}.`,
  'peer-newer-data': (d: Values<'peer' | 'records' | 'recordings' | 'settings' | 'announced'>) =>
    `${d.peer} has newer data of its own: ${d.records} records (${d.recordings} of them with recordings) that this appliance does not have and would not take over, and ${d.settings} changed settings; ${d.announced} records were announced as lost. Establish from ${d.peer}, or discard them with force.`,
  'peer-silent': (d: Values<'step' | 'peer' | 'timeoutMs'>) =>
    `${d.step}: ${d.peer} did not answer within ${d.timeoutMs} ms.`,
  'stale-epoch': (d: Values<'found' | 'expected'>) =>
    `A message of epoch ${d.found} came after epoch ${d.expected} and is refused.`,
  'exchange-needs-force': (d: Values<'appliance' | 'peer' | 'records'>) =>
    `${d.appliance} and ${d.peer} have different packages, and nothing is synced; to exchange roles all the same needs force. The next sync would overwrite what the primary has recorded since: ${d.records} records that do not merge, and its settings.`,
  'swap-failed': (d: Values<'appliance' | 'found'>) =>
    `${d.appliance}: the roles were not exchanged: ${d.found}.`,
  'role-conflict': (d: Values<'appliance' | 'role'>) =>
    `${d.appliance} and its peer are both ${d.role}; give one of them the other role first.`,
  'unsupported-protocol': (d: Values<'found' | 'expected'>) =>
    `The peer speaks link protocol ${d.found}, this appliance ${d.expected}.`,
  'sync-under-way': (d: Values<'appliance'>) => `${d.appliance}: a sync is already running.`,
  'link-down': (d: Values<'appliance' | 'found'>) =>
    `${d.appliance} has no link to its peer now: ${d.found}.`,
  'failover-needs-force': (
    d: Values<'appliance' | 'peer' | 'records' | 'bytes' | 'lastCheck' | 'lastSync'>,
  ) =>
    `${d.appliance} cannot reach its primary ${d.peer}, which may still serve; to take over by hand needs force. What may be lost: ${d.records} records of ${d.bytes} bytes, as ${d.peer} last said (${d.lastCheck}), and all that it recorded after that; last sync: ${d.lastSync} (SYN-07).`,
  'role-in-doubt': (d: Values<'appliance'>) =>
    `${d.appliance} was stopped for a while and asks its peer whether it still may serve.`,
  'failover-needs-test': (d: Values<'appliance'>) =>
    `${d.appliance} cannot fail over by itself without a network connectivity test address: nothing would tell a dead primary from its own lost network.`,
  'failover-needs-witness': (d: Values<'appliance'>) =>
    `${d.appliance} cannot fail over by the vote of a witness without a witness; give its host and port.`,
  'no-test-address': (d: Values<'found' | 'expected'>) =>
    `${d.found} is no address that can be tested; expected ${d.expected}.`,
  'unknown-address': (d: Values<'appliance' | 'found' | 'expected'>) =>
    `${d.appliance} has no address ${d.found}; it has ${d.expected}.`,
  'unknown-package': (d: Values<'found'> & Nearest) =>
    `There is no available update "${d.found}".${hint(d)}`,
  'requirement-not-met': (d: Values<'found' | 'target'>) =>
    `${d.found} does not satisfy ${d.target}'s requirements. Please install any other available package by clicking "Install this Update".`,
  'already-installed': (d: Values<'found'>) => `${d.found} is already installed.`,
  'no-downgrade': (d: Values<'target' | 'found'>) =>
    `${d.target} is older than the installed ${d.found}; there is no downgrade.`,
  'eula-not-accepted': (d: Values<'target'>) =>
    `${d.target} needs its licence agreement (EULA) accepted first.`,
  'eula-changed': (d: Values<'found' | 'expected'>) =>
    `The licence agreement ${d.found} was accepted; the one in force is ${d.expected}. Read and accept that one.`,
  'jump-client-not-reached': (d: Values<'client' | 'found'>) =>
    `The Jump Client ${d.client} was called and not reached: ${d.found}.`,
  'update-server-unreachable': (d: Values<'appliance' | 'host' | 'found'>) =>
    `${d.appliance} could not ask the update server ${d.host}: ${d.found}. The FAQ on updates names what a firewall has to let through; else update by hand: Appliance Download Key, then Manual Installation.`,
  'wrong-clock': (d: Values<'appliance' | 'found' | 'expected'>) =>
    `It is ${d.found} on ${d.appliance} and ${d.expected} at the update server. Check the time at /appliance > Status > Basics, or set an NTP server at Networking > IP Configuration.`,
  'unknown-to-update-server': (d: Values<'found'>) =>
    `The update server knows no appliance ${d.found} that would ask like this.`,
  'nothing-to-download': (d: Values<'appliance'>) =>
    `The update server has nothing for ${d.appliance} to download. A package that was downloaded is not offered again: ask support for it.`,
  'not-offered': (d: Values<'target' | 'appliance'>) =>
    `The update server does not offer ${d.target} to ${d.appliance}. A package that was downloaded is not offered again: ask support for it.`,
  'no-download-key': (d: Values<'found' | 'expected'>) =>
    `Base ${d.found} has no Appliance Download Key, which came with Base ${d.expected}. Ask support for the download.`,
  'key-damaged': () =>
    'This is no Appliance Download Key: copy the whole block, from BEGIN KEY to END KEY.',
  'key-expired': (d: Values<'appliance' | 'found' | 'expected'>) =>
    `The Appliance Download Key of ${d.appliance} expired at ${d.expected}; it is ${d.found}. Make a new one; should that one expire as well, check the time at /appliance > Status > Basics.`,
  'package-missing': (d: Values<'found'>) => `There is no uploaded file "${d.found}".`,
  'package-damaged': (d: Values<'found'>) =>
    `The package is damaged: ${d.found}. Nothing was installed; upload the file again.`,
  'package-unsigned': () =>
    "The package does not carry the vendor's signature. Nothing was installed.",
  'package-for-another': (d: Values<'target' | 'found' | 'expected'>) =>
    `${d.target} was built for the appliance ${d.found}; this is ${d.expected}. Nothing was installed.`,
  'package-expired': (d: Values<'target' | 'expected' | 'found'>) =>
    `${d.target} could be installed until ${d.expected}; it is ${d.found}. Ask support for a new one, or check the time at /appliance > Status > Basics.`,
  'no-installation': (d: Values<'appliance'>) => `${d.appliance} is not installing anything.`,
  'needs-support': (d: Values<'appliance' | 'package'>) =>
    `${d.appliance} was restarted while ${d.package} had stalled; only support can repair it.`,
  'repair-not-needed': (d: Values<'appliance'>) => `${d.appliance} does not need support's repair.`,
  'backup-does-not-serve': (d: Values<'appliance'>) =>
    `${d.appliance} is the backup and does not serve clients; connect to the primary.`,
  'no-licence': (d: Values<'expected'>) => `All ${d.expected} licences of the site are in use.`,
  'jump-client-limit': () =>
    'The total number of deployable Jump Clients for this site has been reached.',
  'client-too-old': (d: Values<'found' | 'expected'>) =>
    `Version ${d.found} has missed more than ${d.expected} versions and cannot be updated any more; redeploy it by hand.`,
  'client-outdated': (d: Values<'found' | 'expected'>) =>
    `Version ${d.found} does not work with ${d.expected}; install it by hand again.`,
  'installer-expired': (d: Values<'found' | 'expected'>) =>
    `The installer was generated under ${d.found}; after the update to ${d.expected} it has to be generated again.`,
  'security-provider-unavailable': (d: Values<'found' | 'expected'>) =>
    `The security provider cannot be asked: ${d.found}; expected a connection agent of version ${d.expected}.`,
  'login-required': () => 'Log in first.',
  'protocol-error': (d: Values<'expected' | 'found'>) =>
    `Expected ${d.expected}, found ${d.found}.`,
  'no-enterprise-licence': () =>
    'Session data by the reporting API needs an Enterprise licence; this site has a starter licence.',
  'no-such-recipient': (d: Values<'appliance' | 'found'>) =>
    `${d.appliance} has no recipient of outbound events named "${d.found}".`,
  'recipient-without-address': (d: Values<'found'>) =>
    `The recipient "${d.found}" is new: expected its address (url, beginning with http://).`,
  'no-such-session': (d: Values<'found'>) => `There is no session ${d.found} in progress here.`,
  'too-large': (d: Values<'found' | 'expected'>) =>
    `${d.found} bytes is over the limit of ${d.expected}.`,
  'too-many': (d: Values<'what' | 'found' | 'expected'>) =>
    `${d.found} ${d.what} are over the limit of ${d.expected}.`,
  'too-many-settings': (d: Values<'found' | 'expected'>) =>
    `${d.found} settings are over the limit of ${d.expected}.`,
  'network-refused': (d: Values<'why'>) => `${d.why} The network was left as it was.`,
  'unknown-participant': (d: Values<'expected' | 'found'> & Nearest) =>
    `Expected one of ${d.expected}, found "${d.found}".${hint(d)}`,
  'left-the-lab': (d: Values<'who'>) => `${d.who} left the lab before it answered.`,
  'no-such-file': (d: Values<'appliance' | 'found'>) =>
    `${d.appliance} has no file ${d.found}; it keeps only the newest, until it is restarted.`,
  'file-not-stored': (d: Values<'found'>) => `The file could not be stored: ${d.found}.`,
  'backup-damaged': (d: Values<'found'>) => `This is no whole backup: ${d.found}.`,
  'passphrase-needed': (d: Values<'what'>) =>
    `${d.what} is encrypted; give the passphrase that it was made with.`,
  'wrong-passphrase': (d: Values<'what'>) => `The passphrase does not open ${d.what}.`,
  'backup-of-another-site': (d: Values<'found' | 'expected'>) =>
    `The backup is of the site ${d.found}, this appliance's is ${d.expected}.`,
  'backup-of-another-version': (d: Values<'found' | 'expected'>) =>
    `The backup was made with site software ${d.found}; to restore it, the appliance needs the same, and has ${d.expected}.`,
  'backup-contradicts': (d: Values<'appliance' | 'origin'>) =>
    `${d.appliance} has other sessions of ${d.origin} than the backup under the same numbers; restore it on an appliance that has recorded none.`,
  'backup-repeats-lsid': (d: Values<'appliance' | 'lsid'>) =>
    `${d.appliance} has another session under the LSID ${d.lsid} than the backup: before 10.6 each appliance counts by itself; restore it on an appliance that has recorded none.`,
  'restore-under-way': (d: Values<'appliance'>) =>
    `${d.appliance} is already restoring a backup; wait for its result.`,
  'backup-interrupted': (d: Values<'found'>) => `The backup was not made: ${d.found}.`,
  unauthorised: () => 'Expected a valid access token for this appliance.',
  'no-answer': (d: Values<'operation' | 'timeoutMs'>) =>
    `${d.operation} was not answered within ${d.timeoutMs} ms; it may still take effect.`,
} satisfies Record<string, (details: never) => string>

export type RefusalCode = keyof typeof sentences

export const refusalCodes = Object.keys(sentences) as readonly RefusalCode[]

type Sentences = typeof sentences

/** The values that the sentence of a code needs. */
export type DetailsOf<C extends RefusalCode> = C extends RefusalCode
  ? Parameters<Sentences[C]> extends [infer Details]
    ? Details
    : Record<never, never>
  : never

/** Code and values together, for code that passes them on. */
export type RefusalOf = {
  [C in RefusalCode]: keyof DetailsOf<C> extends never
    ? readonly [code: C]
    : readonly [code: C, details: DetailsOf<C>]
}[RefusalCode]

/** Builds the refusal of that code; the details fill in its sentence. */
export function refusal(...[code, details]: RefusalOf): Refusal {
  const given = Object.entries({ ...details } as Record<string, Value | undefined>)
  const values = Object.fromEntries(
    given.filter(([, value]) => value !== undefined),
  ) as RefusalDetails
  const sentence = sentences[code] as (details: RefusalDetails) => string
  return { code, message: sentence(values), details: values }
}

const hint = ({ nearest }: Nearest): string => didYouMean('sentence', nearest)
