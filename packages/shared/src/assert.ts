/**
 * Asserts an invariant. A failure is a programmer's error: the process must crash, not go on. On hot paths pass the
 * message as a function: building a text that is rarely needed costs more than the check.
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
