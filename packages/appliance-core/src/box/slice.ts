import { defineSlice } from '../slice.ts'

/** What a box knows of its own process. Only `box/` imports it. */
export interface BoxSlice {
  /** null = it has not started yet. */
  startedAtMs: number | null
}

export const boxSlice = defineSlice<BoxSlice>('box', () => ({ startedAtMs: null }))
