import type { Store } from '@understudy/appliance-core'
import { openStore } from '@understudy/appliance-store'

/** The stores that a campaign can run on; the same seed gives the same trace on each. */
export const stores = {
  sqlite: () => openStore(':memory:'),
} as const satisfies Readonly<Record<string, () => Store>>

export type StoreName = keyof typeof stores

export const storeNames = Object.keys(stores) as readonly StoreName[]
