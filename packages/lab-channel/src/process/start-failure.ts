/**
 * Why a process cannot go on, in one sentence for people. Exit code: 3 = wrong usage or bad files, 1 = anything else.
 */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
  readonly exitCode: 1 | 3

  constructor(exitCode: 1 | 3, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.exitCode = exitCode
  }
}

/** The failure for a port that cannot be listened on. */
export function portFailure(port: number, host: string, error: unknown): StartFailure {
  const { code, message } = error as NodeJS.ErrnoException
  const reason = code === 'EADDRINUSE' ? 'it is in use' : message
  return new StartFailure(1, `Port ${port} of ${host} cannot be listened on: ${reason}.`, error)
}
