/** Why the process cannot go on, in one sentence for people. Its exit code: 3 = wrong usage, 1 = else. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
  readonly exitCode: 1 | 3

  constructor(exitCode: 1 | 3, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.exitCode = exitCode
  }
}
