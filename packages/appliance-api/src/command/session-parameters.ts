import { repIdOf } from '@understudy/shared'
import { errorDocument, errorTexts } from '../answer.ts'
import { type ApiStep, answered } from '../door/step.ts'
import type { Era } from '../era.ts'
import type { Parameters } from '../parameters.ts'
import type { CommandCall } from './command-call.ts'

/** The session that is meant; undefined = none is. */
export function lsidOf(parameters: Parameters): string | undefined {
  const lsid = (parameters.get('lsid') ?? '').toLowerCase()
  return lsid === '' || lsid.length > 64 ? undefined : lsid
}

/**
 * The representative who is meant, of those who are logged in: by `user_id` (A) or `rep_id` (P 3.12), which are numbers made of
 * names; undefined = nobody is.
 */
export function representativeOf({ parameters, reading }: CommandCall): string | undefined {
  const id = parameters.get('user_id') ?? parameters.get('rep_id')
  return reading
    .clients()
    .find(({ kind, name }) => kind === 'console' && String(repIdOf(name)) === id)?.name
}

export const refusedWith = (era: Era, text: string = errorTexts.lsid): ApiStep =>
  answered(errorDocument(era, 'command', text))
