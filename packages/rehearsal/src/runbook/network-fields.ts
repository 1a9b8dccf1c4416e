import { applianceNames, type NetworkStatus, swingMethods } from '@understudy/shared'
import type { FieldKind } from './field-kind.ts'

/** What a check can say of the network: all of its status but the lists, of which only the length. */
type NetworkPath =
  | Exclude<
      keyof NetworkStatus,
      | 'offices'
      | 'zone'
      | 'natRules'
      | 'faults'
      | 'cutPaths'
      | 'paths'
      | 'ports'
      | 'resolvers'
      | 'published'
    >
  | 'zone.serial'
  | 'zone.records.length'
  | 'offices.length'
  | 'natRules.length'
  | 'faults.length'
  | 'cutPaths.length'

/** Every field of the network's status that a check can be about. The compiler keeps it complete. */
export const networkFields = {
  swing: swingMethods,
  siteLeadsTo: applianceNames,
  conflict: 'boolean',
  staleOffices: 'number',
  'zone.serial': 'number',
  'zone.records.length': 'number',
  'offices.length': 'number',
  'natRules.length': 'number',
  'faults.length': 'number',
  'cutPaths.length': 'number',
} as const satisfies Record<NetworkPath, FieldKind>
