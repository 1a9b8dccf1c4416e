import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The `openssl` of this machine, in a folder of its own: other people's program, to see that ours and it agree. */
export class OpenSsl {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  run(...args: readonly string[]): string {
    return execFileSync('openssl', [...args], {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    })
  }

  /** Whether it takes that; otherwise it ends with an error. */
  takes(...args: readonly string[]): boolean {
    try {
      this.run(...args)
      return true
    } catch {
      return false
    }
  }

  write(file: string, content: string | Uint8Array): string {
    writeFileSync(join(this.#folder, file), content)
    return file
  }

  read(file: string): Buffer {
    return readFileSync(join(this.#folder, file))
  }
}
