import { execFileSync } from 'node:child_process'
import { open } from 'node:fs/promises'
import type { Test } from 'tap'
import { whyNot } from './programs.ts'

/** Why {@link stuckNetwork} cannot be had here; false = it can. */
export const noStuckNetwork = whyNot('mkfifo', ['--version'])

/**
 * Sees to it that a lab's network never gets ready, nor hears anything: as its key for updates, at that
 * path, it finds a pipe into which nothing is written. The answer waits until it hangs there.
 */
export function stuckNetwork(t: Test, updateKeyFile: string): () => Promise<void> {
  execFileSync('mkfifo', [updateKeyFile])
  return async () => {
    const writer = await open(updateKeyFile, 'w')
    t.teardown(() => writer.close())
  }
}
