import type { Brief } from '../queue/share-kinds.ts'
import { type ShareTask, sharePlayerCommand, type TaskAnswer } from '../queue/share-player.ts'
import type { Command } from '../usage/command.ts'
import { UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'

/** What a worker's process runs: each message is a share, each answer what came of it. Ends with the worker. */
export const sharePlayer: Command = {
  name: sharePlayerCommand,
  summary: 'play shares of a run (started by worker)',
  synopsis: '',
  options: {},
  examples: [],
  hidden: true,
  run: async () => {
    if (process.send === undefined)
      throw new UsageError(`${sharePlayerCommand} is started by other commands only`)
    const { sharesOf } = await import('../queue/share-kinds.ts')
    let ready: { readonly of: string; readonly play: (share: number) => unknown } | undefined
    const play = (brief: Brief, share: number): unknown => {
      const of = JSON.stringify(brief)
      if (ready?.of !== of) ready = { of, play: sharesOf(brief) }
      return ready.play(share)
    }
    const answerTo = ({ brief, share }: ShareTask): TaskAnswer => {
      try {
        return { value: play(brief, share) }
      } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) }
      }
    }
    // Ctrl-C reaches the whole group; the worker decides when it ends.
    process.on('SIGINT', () => undefined)
    process.on('disconnect', () => process.exit())
    process.on('message', (task) => void process.send?.(answerTo(task as ShareTask)))
    return exitCodes.ok
  },
}
