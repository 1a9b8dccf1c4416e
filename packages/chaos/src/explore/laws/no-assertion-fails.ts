import type { Law } from './law.ts'

/** No assertion fails: neither the core's own, nor the explorer's that every operation is answered once. */
export const noAssertionFails: Law = {
  law: 'no assertion fails',
  spec: 'SEC-03',
  against: ({ side, error }) => (error === '' ? null : `${side}: ${error}`),
}
