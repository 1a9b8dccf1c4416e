import { type ApplianceName, ApplianceStatus, NetworkStatus } from '@understudy/shared'
import { type FieldKind, fieldsIn } from './field-kind.ts'
import type { Subject } from './schema.ts'

/** Every field of `status` that a check can be about; for a list, its length, its shared or its own entry. */
export const statusFields = fieldsIn(ApplianceStatus)

/** Every field of the network's status that a check can be about. */
export const networkFields = fieldsIn(NetworkStatus)

/** The fields a check of that subject can be about, by path; `appliances` are those the runbook names. */
export const fieldsOf = (
  subject: Subject,
  appliances: readonly ApplianceName[],
): Readonly<Record<string, FieldKind>> =>
  subject === 'network'
    ? // A mistyped name would be waited for in vain.
      { ...networkFields, siteLeadsTo: appliances }
    : statusFields

/** The value at a path; null if something on the way is absent, such as the relationship of a standalone. */
export function statusValue(status: ApplianceStatus | NetworkStatus, path: string): unknown {
  let at: unknown = status
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null) return null
    at =
      Array.isArray(at) && (key === 'shared' || key === 'own')
        ? entryOf(at, key === 'shared')
        : (at as Readonly<Record<string, unknown>>)[key]
  }
  return at ?? null
}

const entryOf = (list: readonly { readonly shared?: boolean }[], shared: boolean) =>
  list.find((one) => one.shared === shared)
