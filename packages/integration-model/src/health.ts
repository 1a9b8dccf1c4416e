import type { SmallDocument } from './xml/small-document.ts'

/** What `check_health` says of the appliance that answers (A): which of the two it is, and how they stand. */
export interface Health {
  /** Its GUID. After a swing another one answers under the same name. */
  readonly appliance: string
  readonly version: string
  /** 'none' while it has no relationship. */
  readonly role: string
  /** When its last data sync ended, as it writes it; '' = none. */
  readonly lastSync: string
  readonly lastSyncSucceeded: boolean
}

/** undefined: it is no such document; an error document, or an API that has no such command yet. */
export function healthOf({ root, texts, attributes }: SmallDocument): Health | undefined {
  if (root !== 'health_check') return undefined
  return {
    appliance: attributes.get('appliance')?.get('id') ?? '',
    version: texts.get('version') ?? '',
    role: texts.get('failover_role') ?? 'none',
    lastSync: texts.get('last_data_sync_time') ?? '',
    lastSyncSucceeded: /success/i.test(texts.get('last_data_sync_status') ?? ''),
  }
}
