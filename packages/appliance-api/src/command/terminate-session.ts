import type { ApiStep } from '../door/step.ts'
import type { CommandCall } from './command-call.ts'
import { operationStep } from './operation-step.ts'
import { lsidOf, refusedWith } from './session-parameters.ts'

/** `terminate_session` (API-03): a session in progress ends; whoever is in it is told. */
export function terminateStep({ era, parameters }: CommandCall): ApiStep {
  const lsid = lsidOf(parameters)
  return lsid === undefined
    ? refusedWith(era)
    : operationStep(era, 'terminate-session', { lsid }, 'Session terminated.')
}
