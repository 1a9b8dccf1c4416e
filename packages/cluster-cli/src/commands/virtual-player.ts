import { parentPort } from 'node:worker_threads'
import type { RehearsalPlan } from '@understudy/rehearsal'
import { buildReport } from '@understudy/report'
import type { LabEvent } from '@understudy/shared'
import type { Command } from '../usage/command.ts'
import { CommandError, UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { type Answer, playerCommand } from '../virtual/players/player.ts'

/** What a player's thread runs: each message is a plan, each answer its report. */
export const virtualPlayer: Command = {
  name: playerCommand,
  summary: 'play rehearsals in virtual time (started by compare)',
  synopsis: '',
  options: {},
  examples: [],
  hidden: true,
  run: async () => {
    const port = parentPort
    if (port === null) throw new UsageError(`${playerCommand} is started by other commands only`)
    const { playVirtual } = await import('../virtual/play-virtual.ts')
    const answerTo = (plan: RehearsalPlan): Answer => {
      try {
        const events: LabEvent[] = []
        const traceHash = playVirtual(plan, events)
        // How long it took is not compared.
        return { kind: 'report', report: buildReport(events, { wallTimeMs: 0, traceHash }) }
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        return { kind: 'refused', message: error.message }
      }
    }
    port.on('message', (plan: RehearsalPlan) => port.postMessage(answerTo(plan)))
    return exitCodes.ok
  },
}
