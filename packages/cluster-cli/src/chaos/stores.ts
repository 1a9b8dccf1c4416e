import type { Store } from '@understudy/appliance-core'
import { openStore, StoreError } from '@understudy/appliance-store'
import { MemoryStore } from '@understudy/memory-store'
import { CommandError } from '../usage/errors.ts'

/** The stores a campaign can run on, the fast one first; the same seed gives the same trace on each. */
export const stores = {
  memory: () => new MemoryStore(),
  sqlite,
} as const satisfies Readonly<Record<string, () => Store>>

/** Says so if the store's library cannot be used. */
function sqlite(): Store {
  try {
    return openStore(':memory:')
  } catch (error) {
    throw error instanceof StoreError ? new CommandError(error.message) : error
  }
}

export type StoreName = keyof typeof stores

export const storeNames = Object.keys(stores) as readonly StoreName[]
