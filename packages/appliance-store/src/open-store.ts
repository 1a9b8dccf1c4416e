import type { Store } from '@understudy/appliance-core'
import { openDatabase } from './open-database.ts'
import { SqliteStore } from './sqlite-store.ts'
import { storeErrorOf } from './store-error.ts'

export interface StoreOptions {
  /** The file was created by an earlier run: absent or empty is an error. Default: it is created. */
  readonly mustExist?: boolean
}

/**
 * A store that holds a file. `close` is idempotent and rolls back an open transaction; `copy` makes another in memory with the same
 * content, between transactions.
 */
export type OpenStore = Store & { close(): void; copy(): OpenStore }

/**
 * Opens the store in that file, or in memory. What a commit has confirmed survives kill -9 and loss of power (SYN-06).
 * Throws a {@link StoreError} that names the file if it has a newer schema, is damaged, is missing although it must
 * exist, or is used by another process; nothing is ever deleted.
 */
export function openStore(path: string, options: StoreOptions = {}): OpenStore {
  const db = openDatabase(path, options.mustExist ?? false)
  try {
    return new SqliteStore(db)
  } catch (error) {
    db.close()
    throw storeErrorOf(error, path)
  }
}
