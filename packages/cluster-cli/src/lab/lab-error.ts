import { CommandError } from '../usage/errors.ts'

/** A lab that cannot be started, reached or kept: a sentence for people, not a program error. */
export class LabError extends Error {
  override readonly name = 'LabError'
}

/** Runs what a command does with a lab: if it cannot be done, that is the command's answer (exit code 1). */
export async function orCommandError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof LabError ? new CommandError(error.message) : error
  }
}
