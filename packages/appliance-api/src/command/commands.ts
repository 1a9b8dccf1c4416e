import { type ApiUser, type ApplianceReading, compareVersions } from '@understudy/shared'
import { type ApiDocument, errorDocument, errorTexts } from '../answer.ts'
import { apiPermissionsOf, errorOfRights } from '../door/rights.ts'
import { type ApiStep, answered } from '../door/step.ts'
import { type Era, eraOf } from '../era.ts'
import type { Parameters } from '../parameters.ts'
import { readingsOf } from '../readings.ts'
import { checkHealth } from './check-health.ts'
import type { CommandCall } from './command-call.ts'
import { joinStep, leaveStep, logOutStep, repStatusStep, transferStep } from './conference-steps.ts'
import { sessionKeyStep } from './generate-session-key.ts'
import { getApiInfo } from './get-api-info.ts'
import { getAppliances } from './get-appliances.ts'
import { getConnectedClientList, getConnectedClients } from './get-connected-clients.ts'
import { getLoggedInReps } from './get-logged-in-reps.ts'
import { getSupportTeams } from './get-support-teams.ts'
import { getAttributesStep, setAttributesStep } from './session-attributes.ts'
import { roleStep } from './set-failover-role.ts'
import { terminateStep } from './terminate-session.ts'

interface Command {
  /** The API version that brought it (P 3.4). */
  readonly since: string
  /** Whether a backup, and one whose service is interrupted, answers it too (FO-06). */
  readonly always: boolean
  readonly step: (call: CommandCall) => ApiStep
}

const document =
  (write: (call: CommandCall) => ApiDocument): Command['step'] =>
  (call) =>
    answered(write(call))

const commands: Readonly<Record<string, Command>> = {
  get_api_info: {
    since: '1.0.0',
    always: true,
    step: document(({ era, reading, readings, user }) =>
      getApiInfo(era, readings, apiPermissionsOf(reading, user)),
    ),
  },
  check_health: {
    since: '1.12.0',
    always: true,
    step: document(({ era, readings }) => checkHealth(era, readings)),
  },
  set_failover_role: { since: '1.12.0', always: true, step: roleStep },
  get_logged_in_reps: { since: '1.5.0', always: false, step: document(getLoggedInReps) },
  get_support_teams: { since: '1.5.0', always: false, step: document(getSupportTeams) },
  get_connected_client_list: {
    since: '1.11.0',
    always: false,
    step: document(getConnectedClientList),
  },
  get_connected_clients: { since: '1.11.0', always: false, step: document(getConnectedClients) },
  get_appliances: { since: '1.11.0', always: true, step: document(getAppliances) },
  terminate_session: { since: '1.11.0', always: false, step: terminateStep },
  generate_session_key: { since: '1.5.0', always: false, step: sessionKeyStep },
  transfer_session: { since: '1.5.0', always: false, step: transferStep },
  join_session: { since: '1.11.0', always: false, step: joinStep },
  set_session_attributes: { since: '1.11.0', always: false, step: setAttributesStep },
  get_session_attributes: { since: '1.11.0', always: false, step: getAttributesStep },
  // With which version these came is not known: the version is ours (P 3.4).
  leave_session: { since: '1.16.0', always: false, step: leaveStep },
  set_rep_status: { since: '1.16.0', always: false, step: repStatusStep },
  logout_rep: { since: '1.16.0', always: false, step: logOutStep },
}

/**
 * This setting of the site offers every command in every version: `always`. Otherwise a command comes with the version that
 * brought it, as in the product (API-03).
 */
const offerSetting = 'api/commands'

/** What `/api/command` answers to that account (API-03). */
export function commandStep(
  { parameters }: { readonly parameters: Parameters },
  user: ApiUser,
  reading: ApplianceReading,
): ApiStep {
  const era = eraOf(reading.status.site)
  const failed = (text: string): ApiStep => answered(errorDocument(era, 'command', text))
  const action = parameters.get('action') ?? ''
  const command = Object.hasOwn(commands, action) ? commands[action] : undefined
  if (command === undefined || !isOffered(command, era, reading)) return failed(errorTexts.action)
  const why = reading.refusalToUseApi('command', user, action)
  if (why !== null) return failed(errorOfRights(why))
  if (reading.refusalToTell !== null && !command.always)
    return failed(reading.refusalToTell.message)
  return command.step({ era, parameters, user, reading, readings: readingsOf(reading) })
}

const isOffered = ({ since }: Command, { apiVersion }: Era, reading: ApplianceReading): boolean =>
  compareVersions(apiVersion, since) >= 0 || reading.setting(offerSetting) === 'always'
