import type { Parameters } from '../parameters.ts'

const queue =
  /^(general|rep:\d{1,10}|rep_username:.{1,190}|team:\d{1,7}|issue:[A-Za-z0-9_-]{1,64})$/

/** `queue_id`, if it has one of the documented forms (P 3.11). */
export function queueIdOf(parameters: Parameters): string | undefined {
  const id = parameters.get('queue_id') ?? ''
  return queue.test(id) ? id : undefined
}
