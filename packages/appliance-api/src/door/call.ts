import {
  type ApiName,
  type ApiUser,
  type ApplianceReading,
  labOwner,
  type OutputOf,
} from '@understudy/shared'
import { errorDocument, errorTexts } from '../answer.ts'
import { commandStep } from '../command/commands.ts'
import { type Era, eraOf } from '../era.ts'
import type { Parameters } from '../parameters.ts'
import { readingsOf } from '../readings.ts'
import { otherReportOf } from '../reporting/other-reports.ts'
import { reportOf } from '../reporting/report.ts'
import { acceptsPasswords } from './authentication.ts'
import { errorOfRights } from './rights.ts'
import { type ApiStep, answered } from './step.ts'

/** A request as it came in. */
export interface ApiCall {
  readonly api: ApiName
  readonly parameters: Parameters
  /** Where it came from, for the limit of logins. */
  readonly from: string
  /** Whose token it showed; undefined = name and password are among the parameters (API-04). */
  readonly user?: ApiUser | undefined
  /** What a backup is to be encrypted with; undefined = nothing. */
  readonly passphrase?: string | undefined
}

/** Answers a request to one of the APIs: who asks, may they, and what they are told. */
export function callStep(call: ApiCall, reading: ApplianceReading): ApiStep {
  if (call.user !== undefined) return stepOf(call, call.user, reading)
  const { api, parameters, from } = call
  const failed = failure(
    call,
    reading,
    api === 'backup' ? errorTexts.backupLogin : errorTexts.login,
  )
  const [username, password] = [parameters.get('username'), parameters.get('password')]
  if (username === undefined || password === undefined || !acceptsPasswords(reading)) return failed
  return {
    kind: 'operation',
    operation: 'check-api-login',
    input: { username, password },
    caller: { kind: 'nobody', from },
    // Whatever is wrong with it, the answer is the same.
    next: (outcome, later) =>
      outcome.ok ? stepOf(call, { kind: 'user', username }, later) : failed,
  }
}

const steps: Readonly<
  Record<ApiName, (call: ApiCall, user: ApiUser, reading: ApplianceReading) => ApiStep>
> = { command: commandStep, reporting: reportStep, backup: backupStep }

const stepOf = (call: ApiCall, user: ApiUser, reading: ApplianceReading): ApiStep =>
  steps[call.api](call, user, reading)

function reportStep(call: ApiCall, user: ApiUser, reading: ApplianceReading): ApiStep {
  const report = call.parameters.get('generate_report')
  const why = reading.refusalToUseApi('reporting', user, report)
  if (why !== null) return failure(call, reading, errorOfRights(why))
  // A backup keeps its menu and its health; reports are its primary's (FO-06).
  if (reading.refusalToTell !== null) return failure(call, reading, reading.refusalToTell.message)
  const era = eraIn(reading)
  return answered(
    otherReportOf(era, call.parameters, reading) ??
      reportOf(era, call.parameters, readingsOf(reading), reading),
  )
}

/** `/api/backup` (API-05): settings and logged data, no recordings; on a backup too. */
function backupStep(call: ApiCall, user: ApiUser, reading: ApplianceReading): ApiStep {
  const why = reading.refusalToUseApi('backup', user)
  if (why !== null)
    return failure(
      call,
      reading,
      why.code === 'forbidden' ? errorTexts.permission : errorTexts.backupLogin,
    )
  const { passphrase } = call
  return {
    kind: 'operation',
    operation: 'download-backup',
    input: { loggedHistory: true, ...(passphrase === undefined ? {} : { passphrase }) },
    // The account's right to this API is this right too.
    caller: labOwner,
    next: (outcome, later) => {
      if (!outcome.ok) return failure(call, later, outcome.refusal.message)
      const { file, sizeBytes } = outcome.value as OutputOf<'download-backup'>
      return answered({ kind: 'file', file, sizeBytes })
    },
  }
}

/** Failures of a backup are written like those of commands: no program reads more of them than their text. */
const failure = ({ api }: ApiCall, reading: ApplianceReading, text: string): ApiStep =>
  answered(errorDocument(eraIn(reading), api === 'reporting' ? 'reporting' : 'command', text))

const eraIn = ({ status }: ApplianceReading): Era => eraOf(status.site)
