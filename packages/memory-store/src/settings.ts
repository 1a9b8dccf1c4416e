import type { SettingStore, StoredSetting } from '@understudy/appliance-core'
import { KeptMap } from './kept-map.ts'
import type { Transaction } from './transaction.ts'

/** The site's settings. */
export class Settings implements SettingStore {
  readonly #settings: KeptMap<StoredSetting>

  constructor(transaction: Transaction, from?: Settings) {
    this.#settings =
      from === undefined ? new KeptMap(transaction) : from.#settings.copyFor(transaction)
  }

  get count(): number {
    return this.#settings.size
  }

  all(): StoredSetting[] {
    return this.#settings.names().map((key) => this.#settings.get(key) as StoredSetting)
  }

  get(key: string): StoredSetting | undefined {
    return this.#settings.get(key)
  }

  put({ key, value, revision }: StoredSetting): void {
    this.#settings.put(key, { key, value, revision })
  }

  remove(key: string): void {
    this.#settings.remove(key)
  }
}
