import { openStore, StoreError } from '@understudy/appliance-store'
import { nodeSigning } from '@understudy/certificates/signing'
import { PreparedLabs } from '@understudy/chaos'
import { type CopyableStore, openMemoryStore } from '@understudy/simulator'
import { CommandError } from '../usage/errors.ts'

/** The stores a campaign can run on, the fast one first; the same seed gives the same trace on each. */
export const stores = {
  memory: openMemoryStore,
  sqlite,
} as const satisfies Readonly<Record<string, () => CopyableStore>>

/** Says so if the store's library cannot be used. */
function sqlite(): CopyableStore {
  try {
    const store = openStore(':memory:')
    return { store, copy: () => store.copy() }
  } catch (error) {
    throw error instanceof StoreError ? new CommandError(error.message) : error
  }
}

export type StoreName = keyof typeof stores

/** Labs whose appliances use that store. What OpenSSL signs has the same bytes as the virtual world's own arithmetic. */
export const labsOn = (store: StoreName): PreparedLabs =>
  new PreparedLabs({ open: stores[store], signing: nodeSigning })

export const storeNames = Object.keys(stores) as readonly StoreName[]
