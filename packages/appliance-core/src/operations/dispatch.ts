import {
  type Caller,
  type InputOf,
  inputRefusal,
  isOperation,
  labOwner,
  type OperationName,
  operationNames,
  operationOf,
  unknownOperation,
} from '@understudy/shared'
import { addApiAccount, listApiAccounts, removeApiAccount } from '../accounts/api-accounts.ts'
import { checkApiLogin } from '../accounts/api-login.ts'
import { noteCaller, refusalOfCaller } from '../accounts/authority.ts'
import { changePassword } from '../accounts/change-password.ts'
import { logIn, logOut, whoAmI } from '../accounts/log-in.ts'
import {
  addUser,
  listUsers,
  removeUser,
  resetPassword,
  setUserPermissions,
} from '../accounts/users.ts'
import { downloadBackup } from '../backup/download.ts'
import { uploadBackup } from '../backup/upload.ts'
import { showBasics } from '../box/basics.ts'
import { setClock } from '../box/clock.ts'
import { factoryReset, reboot, shutDown } from '../box/ending.ts'
import { assignCertificate, removeCertificate } from '../certificates/assign.ts'
import { createRequest, createSelfSigned } from '../certificates/create.ts'
import { listCertificates } from '../certificates/list.ts'
import { exportCertificate, importCertificate } from '../certificates/transfer.ts'
import { exportJumpClients, listJumpClients } from '../clients/list.ts'
import type { Context } from '../context.ts'
import { setBackupSettings } from '../failover/automatic.ts'
import { setEmail, showEmail } from '../mail/set-email.ts'
import { setAddressEnabled } from '../network/addresses.ts'
import { addAddress, removeAddress } from '../network/own-addresses.ts'
import {
  listEventRecipients,
  removeEventRecipient,
  setEventRecipient,
} from '../outbound/recipients.ts'
import type { PendingRequest } from '../pending-request.ts'
import type { ApplianceInput } from '../ports/input.ts'
import { breakRelationship } from '../relationship/break.ts'
import { establishRelationship } from '../relationship/establish.ts'
import { becomeBackupByOperator, becomePrimaryByOperator } from '../relationship/swap.ts'
import { syncNow } from '../replication/sync-now.ts'
import { provePreSharedKey, setPreSharedKey } from '../security/pre-shared-key.ts'
import { setSessionAttributes } from '../sessions/attributes.ts'
import { joinSession, leaveSession, transferSession } from '../sessions/conference.ts'
import { generateSessionKey } from '../sessions/keys.ts'
import { findSessions, listSessions } from '../sessions/queries.ts'
import { logOutRepresentative, setRepresentativeStatus } from '../sessions/representatives.ts'
import { loadSampleData } from '../sessions/sample.ts'
import { listSupportTeams, removeSupportTeam, setSupportTeam } from '../sessions/teams.ts'
import { terminateSession } from '../sessions/terminate.ts'
import { listSettings, setSetting } from '../settings/settings.ts'
import { checkForUpdates } from '../updates/check.ts'
import { downloadConsoleInstaller } from '../updates/console-installer.ts'
import { installUpdate } from '../updates/install.ts'
import { makeDownloadKey, uploadUpdate } from '../updates/manual.ts'
import { previewUpdate } from '../updates/preview.ts'
import { repairAppliance, stallInstallation } from '../updates/support.ts'
import { refusalToOperate } from './refusal-to-operate.ts'
import { statusOf } from './status.ts'
import { statusHistory } from './status-history.ts'

type OperationInput = Extract<ApplianceInput, { kind: 'operation' }>

/** One handler per operation of the table. Inputs have passed the operation's schema. */
type Handlers = {
  readonly [K in OperationName]: (
    ctx: Context,
    request: PendingRequest<K>,
    input: InputOf<K>,
  ) => void
}

const handlers: Handlers = {
  'show-basics': showBasics,
  'set-clock': setClock,
  'add-address': addAddress,
  'remove-address': removeAddress,
  reboot,
  'shut-down': shutDown,
  'factory-reset': factoryReset,
  'set-email': setEmail,
  'show-email': showEmail,
  'set-event-recipient': setEventRecipient,
  'remove-event-recipient': removeEventRecipient,
  'list-event-recipients': listEventRecipients,
  'log-in': logIn,
  'check-api-login': checkApiLogin,
  'log-out': logOut,
  'who-am-i': whoAmI,
  'change-password': changePassword,
  'list-users': listUsers,
  'add-user': addUser,
  'set-user-permissions': setUserPermissions,
  'reset-password': resetPassword,
  'remove-user': removeUser,
  'add-api-account': addApiAccount,
  'list-api-accounts': listApiAccounts,
  'remove-api-account': removeApiAccount,
  status: (ctx, request) => ctx.accept(request, statusOf(ctx)),
  'status-history': statusHistory,
  'set-pre-shared-key': setPreSharedKey,
  'prove-pre-shared-key': provePreSharedKey,
  'establish-relationship': establishRelationship,
  'break-relationship': breakRelationship,
  'sync-now': syncNow,
  'become-primary': becomePrimaryByOperator,
  'become-backup': becomeBackupByOperator,
  'set-backup-settings': setBackupSettings,
  'set-setting': setSetting,
  'list-settings': listSettings,
  'download-backup': downloadBackup,
  'upload-backup': uploadBackup,
  'list-certificates': listCertificates,
  'create-self-signed-certificate': createSelfSigned,
  'create-certificate-request': createRequest,
  'export-certificate': exportCertificate,
  'import-certificate': importCertificate,
  'assign-certificate': assignCertificate,
  'remove-certificate': removeCertificate,
  'check-for-updates': checkForUpdates,
  'install-update': installUpdate,
  'preview-update': previewUpdate,
  'make-download-key': makeDownloadKey,
  'upload-update': uploadUpdate,
  'stall-installation': stallInstallation,
  'repair-appliance': repairAppliance,
  'download-console-installer': downloadConsoleInstaller,
  'set-address-enabled': setAddressEnabled,
  'list-sessions': listSessions,
  'list-jump-clients': listJumpClients,
  'export-jump-clients': exportJumpClients,
  'find-sessions': findSessions,
  'list-support-teams': listSupportTeams,
  'set-support-team': setSupportTeam,
  'remove-support-team': removeSupportTeam,
  'terminate-session': terminateSession,
  'generate-session-key': generateSessionKey,
  'set-session-attributes': setSessionAttributes,
  'join-session': joinSession,
  'leave-session': leaveSession,
  'transfer-session': transferSession,
  'set-representative-status': setRepresentativeStatus,
  'log-out-representative': logOutRepresentative,
  'load-sample-data': loadSampleData,
}

/** Checks name, caller, input, state and role, in this order, then hands it to its handler. Exactly one answer each. */
export function onOperation(
  ctx: Context,
  { request, operation: name, input, caller = labOwner }: OperationInput,
): void {
  if (isOperation(name)) operate(ctx, request, name, input, caller)
  else {
    const nobodys = { request, operation: name, audited: false }
    ctx.refuse(nobodys, unknownOperation(name, operationNames))
  }
}

function operate<K extends OperationName>(
  ctx: Context,
  request: string,
  name: K,
  input: unknown,
  caller: Caller,
): void {
  const operation = operationOf(name)
  const pending = { request, operation: name, audited: operation.kind === 'change', caller }
  noteCaller(ctx, caller)
  const why =
    refusalOfCaller(ctx, name, operation, caller, input ?? null) ??
    inputRefusal(name, operation, input) ??
    refusalToOperate(ctx, name)
  if (why !== null) ctx.refuse(pending, why)
  // The schema has just proved it.
  else handlers[name](ctx, pending, input as InputOf<K>)
}
