import type { OutputOf } from '@understudy/shared'
import type { Stage } from './stage.ts'

/** The ids of the API accounts that operators were given so far, and have not removed; the last one last. */
export function apiAccountsIn({ asked }: Stage): readonly string[] {
  const ids = new Set<string>()
  for (const { operation, input, answer } of asked)
    if (operation === 'add-api-account' && answer?.ok === true)
      ids.add((answer.value as OutputOf<'add-api-account'>).clientId)
    else if (operation === 'remove-api-account' && answer?.ok === true)
      ids.delete((input as { readonly clientId: string }).clientId)
  return [...ids]
}

/** The setting by which a site offers every command in every version (API-03). */
export const offersAllCommands = { key: 'api/commands', value: 'always' } as const

/** What a program that changes roles needs, and one that pulls. */
export const apiAccountInput = {
  name: 'chaos',
  permissions: ['use-command-api', 'use-reporting-api'],
} as const
