import type { Store } from './ports/store.ts'

/**
 * What one folder of the core keeps in memory, for as long as the process runs. The context carries all
 * slices without knowing what is in them: a folder defines its own in its `slice.ts`, only its own
 * files import that, and everybody else asks the functions that the folder exports. A slice is plain
 * data (objects, arrays, maps, numbers, texts), so that it can be copied with structuredClone and
 * two appliances can be compared.
 */
export interface Slice<T> {
  /** This appliance's; made fresh when it is first asked for. */
  of(holder: SliceHolder): T
}

/** By the names of the folders. */
export type Slices = Map<string, unknown>

export interface SliceHolder {
  readonly slices: Slices
  readonly store: Store
}

/**
 * `fresh` is what a process starts with, over the store of an earlier run. The name is that of the folder
 * that owns the slice, and of the part where a folder has several.
 */
export function defineSlice<T extends object>(name: string, fresh: (store: Store) => T): Slice<T> {
  return {
    of: ({ slices, store }) => {
      const kept = slices.get(name) as T | undefined
      if (kept !== undefined) return kept
      const made = fresh(store)
      slices.set(name, made)
      return made
    },
  }
}
