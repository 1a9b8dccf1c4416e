import type { Law } from './law.ts'

/** As long as nothing has gone wrong, what the operator asks for is done. */
export const calmRequestsSucceed: Law = {
  law: 'what is asked for is done while nothing goes wrong',
  spec: 'FO-10',
  against: ({ before, pair: { request, isBroken } }) => {
    if (isBroken || before.request.state === 'answered' || request.state !== 'answered') return null
    const { asked, outcome } = request
    if (outcome === null || outcome.ok) return null
    return `${asked.operation} on ${asked.side}: ${outcome.refusal.message}`
  },
}
