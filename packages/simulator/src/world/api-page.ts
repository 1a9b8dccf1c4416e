import { callStep, parametersOf } from '@understudy/appliance-api'
import {
  type ApiName,
  type ApplianceReading,
  commandApiPath,
  reportingApiPath,
} from '@understudy/shared'
import type { PageAnswer } from './host-port.ts'

const apis: Readonly<Record<string, ApiName>> = {
  [commandApiPath]: 'command',
  [reportingApiPath]: 'reporting',
}

/**
 * What a program of the population gets for a GET of an API; it asks nothing that an operation has to answer. Its password is
 * checked in a real lab; here it is right by construction, and what its account may do is checked.
 */
export function apiPage(pathAndQuery: string, reading: ApplianceReading): PageAnswer {
  const [path = '', query = ''] = pathAndQuery.split('?')
  const api = apis[path]
  if (api === undefined) return { status: 404 }
  const parameters = parametersOf(query)
  const user = { kind: 'user', username: parameters.get('username') ?? '' } as const
  const step = callStep({ api, parameters, from: 'the clients', user }, reading)
  if (step.kind !== 'answer' || step.answer.kind !== 'document') return { status: 501 }
  return { status: 200, body: [...step.answer.parts].join('') }
}
