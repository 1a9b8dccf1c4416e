import type { Test } from 'tap'

/** What the contract needs of tap. */
export type Tap = Pick<Test, 'test' | 'equal' | 'same' | 'match' | 'throws'>
