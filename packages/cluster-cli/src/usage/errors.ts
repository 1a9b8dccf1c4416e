/** Wrong words on the command line, or files that cannot be used: exit code 3. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A command that was understood but could not be done: exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}
