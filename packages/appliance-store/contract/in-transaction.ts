import type { Store } from '@understudy/appliance-core'

/** Does the work in a transaction of its own. */
export function inTransaction<T>(store: Store, work: () => T): T {
  store.begin()
  const result = work()
  store.commit()
  return result
}
