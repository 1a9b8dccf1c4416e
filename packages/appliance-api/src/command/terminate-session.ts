import { accepted, labOwner } from '@understudy/shared'
import { errorDocument, errorTexts } from '../answer.ts'
import { type ApiStep, answered } from '../door/step.ts'
import type { CommandCall } from './command-call.ts'
import { outcomeDocument } from './outcome-document.ts'

/** `terminate_session` (API-03): a session in progress ends; whoever is in it is told. */
export function terminateStep({ era, parameters }: CommandCall): ApiStep {
  const lsid = parameters.get('lsid') ?? ''
  if (lsid === '' || lsid.length > 64)
    return answered(errorDocument(era, 'command', errorTexts.lsid))
  return {
    kind: 'operation',
    operation: 'terminate-session',
    input: { lsid },
    // The account's right to this command is this right too.
    caller: labOwner,
    next: (outcome) =>
      answered(outcomeDocument(era, outcome.ok ? accepted('Session terminated.') : outcome)),
  }
}
