/**
 * Asserts an invariant. A failure is a programmer's error: the process must crash, not go on. Where it is asked very
 * often, the message is a function: a text that nobody reads takes longer to make than the question.
 */
export function assert(condition: boolean, message: string | (() => string)): asserts condition {
  if (!condition) throw new AssertionError(typeof message === 'string' ? message : message())
}

/** The default branch of a switch over a closed union. */
export function unreachable(value: never): never {
  throw new AssertionError(`unreachable: ${JSON.stringify(value)}`)
}

export class AssertionError extends Error {
  override readonly name = 'AssertionError'
}
