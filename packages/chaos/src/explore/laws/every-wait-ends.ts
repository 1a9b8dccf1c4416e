import type { Law } from './law.ts'

/**
 * No operator waits longer, whatever happens: the sum of all time limits that can follow each other in one operation.
 */
const waitMsMax = 300_000

export const everyWaitEnds: Law = {
  law: 'every operation is answered',
  spec: 'FO-10',
  against: ({ pair: { request } }) =>
    request.state === 'waiting' && request.waitedMs > waitMsMax
      ? `${request.asked.operation} on ${request.asked.side} has waited for ${request.waitedMs / 1_000} s`
      : null,
}
