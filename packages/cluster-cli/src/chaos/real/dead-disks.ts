import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '@understudy/appliance-core'
import { type OpenStore, openStore } from '@understudy/appliance-store'
import type { PairName } from '@understudy/chaos'
import { MemoryStore } from '@understudy/memory-store'
import { dataFolderFiles } from '@understudy/shared'
import type { LabFolder } from '../../lab/folder/lab-folder.ts'

/**
 * The disks of real appliances, each as it was when it was last read. A running appliance has its database for itself,
 * so one is read only while no process has it: after a kill and before the next start, and at the end. What is opened is
 * a copy, for opening alone would tidy up what the kill has left.
 */
export class DeadDisks {
  /** For the laws: each store as it was last read, empty before. */
  readonly stores: Readonly<Record<PairName, Store>>
  readonly #folder: LabFolder
  readonly #read = new Map<PairName, OpenStore>()
  readonly #unread = new MemoryStore()
  #copies = 0

  constructor(folder: LabFolder) {
    this.#folder = folder
    const latest = (name: PairName): Store => this.#read.get(name) ?? this.#unread
    this.stores = {
      get a() {
        return latest('a')
      },
      get b() {
        return latest('b')
      },
    }
  }

  read(name: PairName): void {
    this.#copies += 1
    const from = this.#folder.dataFolder(name)
    const to = join(this.#folder.path, 'disks', `${name}-${this.#copies}`)
    mkdirSync(to, { recursive: true, mode: 0o700 })
    for (const file of readdirSync(from).filter((one) => one.startsWith(dataFolderFiles.database)))
      copyFileSync(join(from, file), join(to, file))
    this.#read.get(name)?.close()
    this.#read.set(name, openStore(join(to, dataFolderFiles.database), { mustExist: true }))
  }

  close(): void {
    for (const store of this.#read.values()) store.close()
    this.#read.clear()
  }
}
