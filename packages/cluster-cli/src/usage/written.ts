import { fileErrorOf } from '../files/file-error.ts'
import { exitCodes } from './exit-codes.ts'

/** A stream that may turn out not to accept output. */
export interface Outlet {
  readonly name: string
  readonly stream: { on(event: 'error', listener: (error: Error) => void): unknown }
}

/**
 * Notices that standard output or error cannot be written: a full disk, or a reader that went away (`| head`). Neither
 * is a reason to stop half-way; `say` is told of each once, and the exit code shows it at the end (REH-05).
 */
export class WrittenOutput {
  readonly #failed = new Set<string>()

  constructor(outlets: readonly Outlet[], say: (line: string) => void) {
    for (const { name, stream } of outlets)
      stream.on('error', (error) => {
        if (this.#failed.has(name)) return
        this.#failed.add(name)
        say(`understudy: ${name} cannot be written: ${fileErrorOf(error)}\n`)
      })
  }

  /** The exit code of a command that would otherwise end with `code`. */
  codeOf(code: number): number {
    return this.#failed.size > 0 && code !== exitCodes.usage ? exitCodes.notWritten : code
  }
}
