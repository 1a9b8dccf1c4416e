import { addressOf, queueOptions } from '../queue/queue-options.ts'
import { commandErrorOf } from '../queue/queue-words.ts'
import type { Command } from '../usage/command.ts'
import { UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { jobsOf, jobsOption } from '../usage/jobs.ts'
import { parseOptions } from '../usage/options.ts'
import { wordsOf } from '../usage/values.ts'

const options = {
  ...queueOptions,
  queue: { value: 'URL', help: 'the Redis or Valkey that hands out the shares' },
  jobs: jobsOption,
} as const

/** `understudy worker` (LAB-05). */
export const worker: Command = {
  name: 'worker',
  summary: 'play shares of campaigns and comparisons that others dispatch',
  synopsis: '--queue URL [options]',
  options,
  notes: [
    'It plays whatever `chaos run --queue` and `compare --queue` of the same build dispatch, until it is ended; a share that it could',
    '  not end is played by another. On Ctrl-C it ends what it has begun first; a second one ends it at once.',
    'Exit code: 0 ended; 1 the queue cannot be reached; 3 wrong usage, or what is dispatched there is of another build.',
  ],
  examples: ['understudy worker --queue redis://queue:6379 --jobs 8'],
  run: async (args, terminal) => {
    const { words, values } = parseOptions(args, options)
    wordsOf(words, [])
    const text = values.get('queue')
    if (text === undefined) throw new UsageError('option --queue is missing')
    const address = addressOf(text, values.get('queue-password-file'), terminal.folder)
    const jobs = jobsOf(values.get('jobs'))
    const { runWorker } = await import('../queue/run-worker.ts')
    const { QueueError } = await import('@understudy/share-queue')
    try {
      await runWorker(address, jobs, terminal)
      return exitCodes.ok
    } catch (error) {
      throw error instanceof QueueError ? commandErrorOf(error) : error
    }
  },
}
