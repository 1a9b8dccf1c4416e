import type {
  AcknowledgedSession,
  CheckedInByHand,
  ClientsCommand,
  ClientsOperationName,
  LoggedInAgain,
  PopulationCount,
  Redeployed,
  WoundDown,
} from '@understudy/shared'
import { fillIn } from '../runbook/placeholders.ts'
import { commandClients } from './calls.ts'
import type { Failure } from './conditions.ts'
import type { Task } from './stage.ts'
import { type StepContext, withinMsOf } from './step-context.ts'

/** Sessions under way may take ten minutes to end, and the answer comes after that. */
const windDownMs = 900_000

/** Does a step's operation of the population; a refusal fails it with the population's sentence. */
export function* doClientsOperation(
  ctx: StepContext,
  operation: ClientsOperationName,
): Task<Failure | undefined> {
  const { stage, step, placeholders, evidence } = ctx
  // checkRunbook has proved that the input is the operation's.
  const command = {
    kind: operation,
    input: fillIn(step.with ?? {}, placeholders),
  } as ClientsCommand
  const withinMs = withinMsOf(ctx, operation === 'wind-down-clients' ? windDownMs : undefined)
  const answer = yield* commandClients<unknown>(stage, command, withinMs)
  if (!answer.ok) return { expected: `the clients to do ${operation}`, found: answer.found }
  evidence.push(sentenceOf(command, answer.value))
  return undefined
}

/** What the operation is worth as evidence. */
function sentenceOf(command: ClientsCommand, value: unknown): string {
  switch (command.kind) {
    case 'log-in-again': {
      const { count, later } = value as LoggedInAgain
      const rest = later === 0 ? '' : `, ${later} will when their session has ended`
      return `${count} representatives log in again${rest}.`
    }
    case 'check-in': {
      const { count, off } = value as CheckedInByHand
      const rest = off === 0 ? '' : `; ${off} switched off`
      return `${count} passive Jump Clients check in by hand${rest}.`
    }
    case 'redeploy':
      return `${(value as Redeployed).count} ${command.input.clients} were redeployed by hand.`
    case 'count-population':
      return countedOf(value as PopulationCount)
    case 'list-acknowledged': {
      const { length } = value as readonly AcknowledgedSession[]
      return `${length} sessions were acknowledged so far.`
    }
    case 'wind-down-clients': {
      const { clientsBusy } = value as WoundDown
      return `The clients have ended their work; ${clientsBusy} sessions had not ended.`
    }
    default:
      return 'The clients are at work.'
  }
}

function countedOf({ groups }: PopulationCount): string {
  const of = (field: 'total' | 'upgraded' | 'late' | 'stranded' | 'redeployByHand') =>
    groups.reduce((sum, group) => sum + group[field], 0)
  return `Of ${of('total')} clients ${of('upgraded')} are upgraded, ${of('late')} late, ${of('stranded')} stranded, ${of('redeployByHand')} wait to be redeployed by hand.`
}
