import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { commandLine } from './command-line.ts'

/**
 * A folder with that lab file, for a test that brings the lab up. Afterwards the lab is brought down, however the test
 * ended, and only then the folder goes: tap removes its own folders before anything else, and a lab without its record is
 * found by nobody.
 */
export function labFolder(t: Pick<Test, 'teardown'>, labFile: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-test-'))
  writeFileSync(join(folder, 'lab.yaml'), labFile)
  t.teardown(async () => {
    await commandLine(folder, ['down', '--force'])
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}
