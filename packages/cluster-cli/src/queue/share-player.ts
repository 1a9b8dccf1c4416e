import { type ChildProcess, fork } from 'node:child_process'
import { programs } from '../lab/processes/programs.ts'
import type { Brief } from './share-kinds.ts'

/** What a player's process is asked, and what it answers. */
export interface ShareTask {
  readonly brief: Brief
  readonly share: number
}
export type TaskAnswer = { readonly value: unknown } | { readonly error: string }

export const sharePlayerCommand = 'share-player'

/**
 * A process that plays shares, one after another: what it does keeps no worker from telling the queue that it lives. One that died is
 * replaced for the next share.
 */
export class SharePlayer {
  #child: ChildProcess | null = null

  /** One at a time. Throws what went wrong with it. */
  async play(brief: Brief, share: number): Promise<unknown> {
    const child = this.#started()
    const answer = await new Promise<TaskAnswer>((resolve) => {
      const onExit = (code: number | null, signal: string | null): void =>
        resolve({ error: `the process that played share ${share} ended (${signal ?? code})` })
      child.once('exit', onExit)
      child.once('message', (message) => {
        child.off('exit', onExit)
        resolve(message as TaskAnswer)
      })
      child.send({ brief, share } satisfies ShareTask)
    })
    if ('error' in answer) throw new Error(answer.error)
    return answer.value
  }

  #started(): ChildProcess {
    if (this.#child?.connected === true) return this.#child
    const child = fork(programs.understudy(), [sharePlayerCommand], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.on('error', () => undefined)
    this.#child = child
    return child
  }

  end(): void {
    this.#child?.kill('SIGKILL')
  }
}
