import type { LoggedInAgain } from '@understudy/shared'
import { commandClients } from './calls.ts'
import type { Failure } from './conditions.ts'
import type { Task } from './stage.ts'
import { type StepContext, withinMsOf } from './step-context.ts'

/** Tells the representatives to log in again: a swing that cuts no connection moves nobody by itself. */
export function* tellClients(ctx: StepContext): Task<Failure | undefined> {
  const { stage, evidence } = ctx
  const answer = yield* commandClients<LoggedInAgain>(
    stage,
    { kind: 'log-in-again' },
    withinMsOf(ctx),
  )
  if (!answer.ok) return { expected: 'the representatives to log in again', found: answer.found }
  const { count, later } = answer.value
  const rest = later === 0 ? '' : `, ${later} will when their session has ended`
  evidence.push(`${count} representatives log in again${rest}.`)
  return undefined
}
