import { defineSlice } from '../slice.ts'

/** How far the check of the recordings has come. Only `recordings/` imports it. */
export interface RecordingsSlice {
  /** The last name that was checked; '' = a round begins. */
  after: string
  /** The first round after a start checks sizes alone and does not pause. */
  depth: 'size' | 'content'
}

export const recordingsSlice = defineSlice<RecordingsSlice>('recordings', () => ({
  after: '',
  depth: 'size',
}))
