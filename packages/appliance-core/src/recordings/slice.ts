import { defineSlice } from '../slice.ts'

/** Where the look at the recordings stands. Only `recordings/` imports it. */
export interface RecordingsSlice {
  /** The last name that was looked at; '' = a round begins. */
  after: string
  /** The first round after a start looks at sizes alone and does not pause. */
  depth: 'size' | 'content'
}

export const recordingsSlice = defineSlice<RecordingsSlice>('recordings', () => ({
  after: '',
  depth: 'size',
}))
