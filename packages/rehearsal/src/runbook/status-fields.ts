import type { ApplianceStatus, NetworkStatus } from '@understudy/shared'
import type { FieldKind } from './field-kind.ts'
import { networkFields } from './network-fields.ts'
import type { Subject } from './schema.ts'

/** Dotted paths of all that is in T; of lists only what is said below. */
type PathsOf<T, P extends string = ''> = T extends readonly unknown[]
  ? never
  : T extends object
    ? { [K in keyof T & string]: `${P}${K}` | PathsOf<NonNullable<T[K]>, `${P}${K}.`> }[keyof T &
        string]
    : never

/** In a list of addresses, `shared` is the one that both appliances carry. */
type StatusPath =
  | Exclude<PathsOf<ApplianceStatus>, 'addresses'>
  | 'addresses.shared.address'
  | 'addresses.shared.enabled'
  | 'addresses.shared.conflictsWith.length'

/** Every field of `status` that a check can be about. The compiler keeps it complete. */
export const statusFields = {
  name: 'text',
  guid: 'text',
  hostname: 'text',
  siteHostname: 'text',
  base: 'text',
  site: 'text',
  apiVersion: 'text',
  role: ['none', 'primary', 'backup'],
  epoch: 'number',
  state: ['serving', 'backup', 'maintenance', 'swapping', 'establishing'],
  hasPreSharedKey: 'boolean',
  relationship: 'object',
  'relationship.id': 'text',
  'relationship.peer': 'text',
  'relationship.peerHost': 'text',
  'relationship.peerPort': 'number',
  'relationship.link': ['up', 'down'],
  'relationship.lastCheckAtMs': 'number',
  'relationship.peerRole': ['none', 'primary', 'backup'],
  'relationship.peerEpoch': 'number',
  'relationship.peerPackage': ['same', 'different'],
  'relationship.conflict': 'boolean',
  sync: 'object',
  'sync.state': ['never', 'running', 'idle'],
  'sync.lastFinishedAtMs': 'number',
  'sync.lastResult': ['never', 'success', 'failed'],
  'sync.lastReason': 'text',
  'sync.digestsAgree': 'boolean',
  'sync.recordsReceived': 'number',
  'sync.blobsMissing': 'number',
  exposure: 'object',
  'exposure.records': 'number',
  'exposure.bytes': 'number',
  'exposure.sinceSyncMs': 'number',
  'addresses.shared.address': 'text',
  'addresses.shared.enabled': 'boolean',
  'addresses.shared.conflictsWith.length': 'number',
  siteLeadsHere: 'boolean',
  installation: 'object',
  'installation.package': 'text',
  'installation.startedAtMs': 'number',
  'installation.endsAtMs': 'number',
  sessions: 'object',
  'sessions.stored': 'number',
  'sessions.active': 'number',
  'sessions.waiting': 'number',
  'sessions.recordings': 'number',
  'sessions.recordedBytes': 'number',
  'sessions.ownSinceSync': 'number',
  users: 'object',
  'users.consoles': 'number',
  'users.customers': 'number',
  jumpClients: 'object',
  'jumpClients.known': 'number',
  'jumpClients.online': 'number',
  'jumpClients.upgradePending': 'number',
  'jumpClients.stranded': 'number',
  settings: 'number',
} as const satisfies Record<StatusPath, FieldKind>

/** The fields that a check of that subject can be about, by their paths. */
export const fieldsOf = (subject: Subject): Readonly<Record<string, FieldKind>> =>
  subject === 'network' ? networkFields : statusFields

/** The value at a path; null where something on the way is absent, as the relationship of a standalone. */
export function statusValue(status: ApplianceStatus | NetworkStatus, path: string): unknown {
  let at: unknown = status
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null) return null
    at =
      Array.isArray(at) && key === 'shared'
        ? sharedOf(at)
        : (at as Readonly<Record<string, unknown>>)[key]
  }
  return at ?? null
}

const sharedOf = (list: readonly { readonly shared?: boolean }[]) => list.find((a) => a.shared)
