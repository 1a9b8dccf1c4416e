import type { QueueError } from '@understudy/share-queue'
import { CommandError, UsageError } from '../usage/errors.ts'

/** Told when the server is lost, and once it is there again. */
export const reachText = (lost: string | null): string =>
  lost === null ? 'the queue is there again\n' : `the queue is lost: ${lost}; tries again\n`

/** As a command ends with it: waiting changes nothing where others are of another build. */
export const commandErrorOf = ({ message, refuses }: QueueError): UsageError | CommandError =>
  refuses ? new UsageError(message) : new CommandError(message)
