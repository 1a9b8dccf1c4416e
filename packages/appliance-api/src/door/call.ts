import type { ApplianceReading, OutputOf } from '@understudy/shared'
import { type Api, errorDocument, errorTexts } from '../answer.ts'
import { commandStep } from '../command/commands.ts'
import { type Era, eraOf } from '../era.ts'
import type { Parameters } from '../parameters.ts'
import { readingsOf } from '../readings.ts'
import { reportOf } from '../reporting/report.ts'
import { type ApiAccount, apiPermissionsOf } from './account.ts'
import { type ApiStep, answered } from './step.ts'

/** A request as it came in. */
export interface ApiCall {
  readonly api: Api
  readonly parameters: Parameters
  /** Where it came from, for the limit of logins. */
  readonly from: string
  /** Whose token it showed; undefined = name and password are among the parameters (API-04). */
  readonly account?: ApiAccount | undefined
}

/** Answers a request to `/api/command` or `/api/reporting`: who asks, may they, and what they are told. */
export function callStep(call: ApiCall, reading: ApplianceReading): ApiStep {
  if (call.account !== undefined) return stepOf(call, call.account, reading)
  const { api, parameters, from } = call
  const failed = answered(errorDocument(eraIn(reading), api, errorTexts.login))
  const [username, password] = [parameters.get('username'), parameters.get('password')]
  if (username === undefined || password === undefined) return failed
  return {
    kind: 'operation',
    operation: 'check-api-login',
    input: { username, password },
    caller: { kind: 'nobody', from },
    // Whatever is wrong with it, the answer is the same.
    next: (outcome, later) =>
      outcome.ok ? stepOf(call, outcome.value as OutputOf<'check-api-login'>, later) : failed,
  }
}

function stepOf(call: ApiCall, account: ApiAccount, reading: ApplianceReading): ApiStep {
  return call.api === 'command'
    ? commandStep(call, account, reading)
    : answered(report(call, account, reading))
}

function report({ api, parameters }: ApiCall, account: ApiAccount, reading: ApplianceReading) {
  const era = eraIn(reading)
  const failed = (text: string) => errorDocument(era, api, text)
  if (!apiPermissionsOf(account).reporting) return failed(errorTexts.permission)
  // A backup keeps its menu and its health; reports are its primary's (FO-06).
  if (reading.refusalToServe !== null) return failed(reading.refusalToServe.message)
  return reportOf(era, parameters, readingsOf(reading), reading)
}

const eraIn = ({ status }: ApplianceReading): Era => eraOf(status.site)
