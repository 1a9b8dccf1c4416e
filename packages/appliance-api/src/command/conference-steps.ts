import { repStatuses } from '@understudy/shared'
import { errorTexts } from '../answer.ts'
import type { ApiStep } from '../door/step.ts'
import type { CommandCall } from './command-call.ts'
import { operationStep } from './operation-step.ts'
import { queueIdOf } from './queue-id.ts'
import { lsidOf, refusedWith, representativeOf } from './session-parameters.ts'

/** `join_session` and `leave_session` (API-03): a representative, by `user_id`, comes into a session or goes. */
const conferenceStep =
  (operation: 'join-session' | 'leave-session', text: string) =>
  (call: CommandCall): ApiStep => {
    const { era, parameters } = call
    const lsid = lsidOf(parameters)
    const representative = representativeOf(call)
    if (lsid === undefined) return refusedWith(era)
    if (representative === undefined) return refusedWith(era, errorTexts.user)
    return operationStep(era, operation, { lsid, representative }, text)
  }

export const joinStep = conferenceStep('join-session', 'Successfully joined session.')
export const leaveStep = conferenceStep('leave-session', 'Successfully left session.')

/** `transfer_session` (API-03): to whoever of the queue `queue_id` is free. */
export function transferStep({ era, parameters }: CommandCall): ApiStep {
  const lsid = lsidOf(parameters)
  const queue = queueIdOf(parameters)
  if (lsid === undefined) return refusedWith(era)
  if (queue === undefined) return refusedWith(era, errorTexts.queue)
  return operationStep(
    era,
    'transfer-session',
    { lsid, queue },
    'Successfully transferred session.',
  )
}

/** `set_rep_status` (API-03): `status` (A) or `code_name` (P 3.12). */
export function repStatusStep(call: CommandCall): ApiStep {
  const { era, parameters } = call
  const representative = representativeOf(call)
  const code = (parameters.get('code_name') ?? parameters.get('status') ?? '').toLowerCase()
  const status = repStatuses.find((one) => one === code)
  if (representative === undefined) return refusedWith(era, errorTexts.user)
  if (status === undefined)
    return refusedWith(era, `The status has to be one of ${repStatuses.join(', ')}.`)
  const input = { representative, status }
  return operationStep(era, 'set-representative-status', input, 'Successfully set status.')
}

/** `logout_rep` (API-03). */
export function logOutStep(call: CommandCall): ApiStep {
  const representative = representativeOf(call)
  return representative === undefined
    ? refusedWith(call.era, errorTexts.user)
    : operationStep(
        call.era,
        'log-out-representative',
        { representative },
        'Successfully logged out representative.',
      )
}
