import type { Store } from '@understudy/appliance-core'
import { openStore } from '@understudy/appliance-store'
import { MemoryStore } from '@understudy/memory-store'

/** The stores that a campaign can run on, the fast one first; the same seed gives the same trace on each. */
export const stores = {
  memory: () => new MemoryStore(),
  sqlite: () => openStore(':memory:'),
} as const satisfies Readonly<Record<string, () => Store>>

export type StoreName = keyof typeof stores

export const storeNames = Object.keys(stores) as readonly StoreName[]
