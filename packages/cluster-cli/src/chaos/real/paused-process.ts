import { type ChildProcess, spawn } from 'node:child_process'

/** Longer than any pause that is asked for: only who cannot resume any more leaves it to this. */
const spareSeconds = 5

/**
 * A process that is stopped (SIGSTOP). Should this program be killed meanwhile, a shell lets it go on, so that it can
 * notice and end too: a stopped process notices nothing.
 */
export class PausedProcess {
  readonly #pid: number
  readonly #spare: ChildProcess

  constructor(pid: number, forMs: number) {
    this.#pid = pid
    signal(pid, 'SIGSTOP')
    const seconds = String(Math.ceil(forMs / 1_000) + spareSeconds)
    this.#spare = spawn(
      '/bin/sh',
      ['-c', 'sleep "$2"; kill -CONT "$1"', 'sh', String(pid), seconds],
      {
        stdio: 'ignore',
        detached: true,
      },
    )
    this.#spare.on('error', () => {}) // no shell: it is resumed all the same, but by this program alone
    this.#spare.unref()
  }

  resume(): void {
    signal(this.#pid, 'SIGCONT')
    // The shell and its `sleep`.
    if (this.#spare.pid !== undefined) signal(-this.#spare.pid, 'SIGKILL')
  }
}

/** It may have ended by itself. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
