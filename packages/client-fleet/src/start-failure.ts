/** Why the process cannot start, in one sentence for people. Its exit code: 3 = wrong usage, 1 = else. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
  readonly exitCode: 1 | 3

  constructor(exitCode: 1 | 3, message: string) {
    super(message)
    this.exitCode = exitCode
  }
}
