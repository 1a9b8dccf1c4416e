import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { RehearsalPlan } from '@understudy/rehearsal'
import type { Report } from '@understudy/report'
import { programs } from '../../lab/processes/programs.ts'
import { CommandError } from '../../usage/errors.ts'

/** What a player answers to a plan. */
export type Answer =
  | { readonly kind: 'report'; readonly report: Report }
  /** What the user has to be told, as a sentence. */
  | { readonly kind: 'refused'; readonly message: string }

/** The command that a player's thread runs. */
export const playerCommand = 'virtual-player'

/** A thread that plays rehearsals in virtual time, one after another. */
export class Player {
  readonly #worker = new Worker(programs.understudy(), { argv: [playerCommand] })

  /** One at a time. Throws a CommandError if the user has to do something. */
  async play(plan: RehearsalPlan): Promise<Report> {
    const answered = once(this.#worker, 'message')
    this.#worker.postMessage(plan)
    const [answer] = (await answered) as [Answer]
    if (answer.kind === 'refused') throw new CommandError(answer.message)
    return answer.report
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}
