import type { Law } from './law.ts'

/** No operator waits for longer, whatever happens: all time limits that may follow each other in one operation. */
const waitMsMax = 300_000

export const everyWaitEnds: Law = {
  law: 'every operation is answered',
  spec: 'FO-10',
  against: ({ pair: { request } }) =>
    request.state === 'waiting' && request.waitedMs > waitMsMax
      ? `${request.asked.operation} on ${request.asked.side} has waited for ${request.waitedMs / 1_000} s`
      : null,
}
