import type {
  LabCommandResult,
  NetworkCommand,
  NetworkOperationName,
  NetworkStatus,
} from '@understudy/shared'
import { fillIn } from '../runbook/placeholders.ts'
import { commandNetwork } from './calls.ts'
import type { Failure } from './conditions.ts'
import type { Task } from './stage.ts'
import { type StepContext, withinMsOf } from './step-context.ts'

/** Does a step's operation of the network; a refusal fails it with the network's sentence. */
export function* doNetworkOperation(
  ctx: StepContext,
  operation: NetworkOperationName,
): Task<Failure | undefined> {
  const { stage, step, placeholders, evidence } = ctx
  // checkRunbook has proved that the input is the operation's.
  const command = {
    kind: operation,
    input: fillIn(step.with ?? {}, placeholders),
  } as NetworkCommand
  const answer = yield* commandNetwork<unknown>(stage, command, withinMsOf(ctx))
  if (!answer.ok) return { expected: `the network to do ${operation}`, found: answer.found }
  evidence.push(sentenceOf(command, answer.value))
  const { warning } = (answer.value ?? {}) as { warning?: string }
  if (warning !== undefined) evidence.push(`network: ${warning}.`)
  return undefined
}

/** What the operation is worth as evidence. */
function sentenceOf(
  command: NetworkCommand,
  value: Extract<LabCommandResult, { ok: true }>['value'],
) {
  switch (command.kind) {
    case 'network-status': {
      const { siteLeadsTo, staleOffices } = value as NetworkStatus
      return `network: the site leads to ${siteLeadsTo ?? 'nobody'}, ${staleOffices} offices are led elsewhere.`
    }
    case 'set-record': {
      const { name, address, type = address.includes(':') ? 'AAAA' : 'A' } = command.input
      return `network: the ${type} record of ${name} is ${address}.`
    }
    case 'set-nat-rule':
      return `network: the gateway forwards to ${command.input.address}.`
    default:
      return `network: ${command.kind} done.`
  }
}
