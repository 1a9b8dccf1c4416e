import type { Law } from './law.ts'

/** The core asserts what must be; who drives it, that every operation is answered once. */
export const noAssertionFails: Law = {
  law: 'no assertion fails',
  spec: 'SEC-03',
  against: ({ side, error }) => (error === '' ? null : `${side}: ${error}`),
}
