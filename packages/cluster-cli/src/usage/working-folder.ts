import { UsageError } from './errors.ts'

/** The current folder; refuses one that has been removed meanwhile. Called only by commands that need it. */
export function workingFolder(): string {
  try {
    return process.cwd()
  } catch {
    throw new UsageError('the current folder does not exist any more; change to another one')
  }
}
