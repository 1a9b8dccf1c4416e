import type { QueueAddress } from '@understudy/share-queue'
import { buildName } from '../build-name.ts'
import { CommandError } from '../usage/errors.ts'
import { commandErrorOf, reachText } from './queue-words.ts'
import type { Brief } from './share-kinds.ts'

export interface Dispatched {
  readonly queue: QueueAddress
  readonly run: string
  readonly brief: Brief
  readonly shares: Iterable<number>
  /** What came of some shares, in any order, some perhaps twice. When it returns, the queue may forget them. */
  readonly onAnswers: (answers: readonly unknown[], shares: readonly number[]) => void
  readonly say: (text: string) => void
  readonly onStop: (listener: () => void) => () => void
}

/** Has shares of a run done by workers at a queue until all are done, or it is told to stop. */
export async function dispatch(run: Dispatched): Promise<void> {
  const { queue, say, onAnswers } = run
  // Large, and rarely needed.
  const { AssignedShares, QueueError } = await import('@understudy/share-queue')
  const stopping = new AbortController()
  const unlisten = run.onStop(() => stopping.abort())
  try {
    const assigned = await AssignedShares.begin({
      ...run,
      address: queue,
      build: buildName(),
      signal: stopping.signal,
      onReach: (lost) => say(reachText(lost)),
      onWorkers: (own, others) => {
        say(`${own} ${own === 1 ? 'worker' : 'workers'} at ${queue.url}\n`)
        for (const build of others) say(`workers of another build get nothing: ${build}\n`)
      },
    })
    try {
      for await (const answers of assigned) {
        const failed = answers.find((answer) => 'failed' in answer)
        if (failed !== undefined && 'failed' in failed)
          throw new CommandError(`share ${failed.share} could not be done: ${failed.failed}`)
        onAnswers(
          answers.map((answer) => ('value' in answer ? answer.value : undefined)),
          answers.map(({ share }) => share),
        )
      }
    } finally {
      await assigned.end()
    }
  } catch (error) {
    throw error instanceof QueueError ? commandErrorOf(error) : error
  } finally {
    unlisten()
  }
}
