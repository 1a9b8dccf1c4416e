import {
  describe,
  type EstablishInput,
  isOperation,
  nearestWord,
  type Operation,
  type OperationName,
  operationNames,
  operationOf,
  type Refusal,
  refusal,
  schemaErrors,
} from '@understudy/shared'
import { downloadBackup } from '../backup/backup.ts'
import { exportJumpClients, listJumpClients } from '../clients/list.ts'
import type { Context } from '../context.ts'
import { setAddressEnabled } from '../network/addresses.ts'
import type { PendingRequest } from '../pending-request.ts'
import { breakRelationship } from '../relationship/break.ts'
import { establishRelationship } from '../relationship/establish.ts'
import { becomeBackupByOperator, becomePrimaryByOperator } from '../relationship/swap.ts'
import { isSwapping } from '../relationship/under-way.ts'
import { syncNow } from '../replication/sync-now.ts'
import { setPreSharedKey } from '../security/pre-shared-key.ts'
import { findSessions, listSessions } from '../sessions/queries.ts'
import { loadSampleData } from '../sessions/sample.ts'
import { listSettings, setSetting } from '../settings/settings.ts'
import { downloadConsoleInstaller } from '../updates/console-installer.ts'
import { checkForUpdates, installUpdate } from '../updates/updates.ts'
import { statusOf } from './status.ts'
import { statusHistory } from './status-history.ts'

type Handler = (ctx: Context, request: PendingRequest, input: never) => void

/** One handler per operation of the table. Inputs have passed the operation's schema. */
const handlers = {
  status: (ctx, request) => ctx.accept(request, statusOf(ctx)),
  'status-history': statusHistory,
  'set-pre-shared-key': setPreSharedKey,
  'establish-relationship': (ctx, request, input: EstablishInput) =>
    establishRelationship(ctx, request, input),
  'break-relationship': breakRelationship,
  'sync-now': syncNow,
  'become-primary': becomePrimaryByOperator,
  'become-backup': becomeBackupByOperator,
  'set-setting': setSetting,
  'list-settings': listSettings,
  'download-backup': downloadBackup,
  'check-for-updates': checkForUpdates,
  'install-update': installUpdate,
  'download-console-installer': downloadConsoleInstaller,
  'set-address-enabled': setAddressEnabled,
  'list-sessions': listSessions,
  'list-jump-clients': listJumpClients,
  'export-jump-clients': exportJumpClients,
  'find-sessions': findSessions,
  'load-sample-data': loadSampleData,
} satisfies Record<OperationName, Handler>

/** Checks name, input, state and role, in this order, then hands it to its handler. Exactly one answer each. */
export function onOperation(ctx: Context, requestId: string, name: string, input: unknown): void {
  const pending = {
    request: requestId,
    operation: name,
    audited: isOperation(name) && operationOf(name).kind === 'change',
  }
  if (!isOperation(name)) {
    const nearest = nearestWord(name, operationNames)
    ctx.refuse(
      pending,
      refusal('unknown-operation', {
        operation: name,
        ...(nearest === undefined ? {} : { nearest }),
      }),
    )
    return
  }
  const why = refusalOf(ctx, name, operationOf(name), input)
  if (why !== null) ctx.refuse(pending, why)
  else (handlers[name] as Handler)(ctx, pending, input as never)
}

function refusalOf(
  ctx: Context,
  name: string,
  operation: Operation,
  input: unknown,
): Refusal | null {
  const { state, name: appliance } = ctx
  const [error] = schemaErrors(operation.input, input)
  if (error !== undefined) {
    const secret = operation.secret?.some((field) => error.path === `/${field}`) === true
    const found = secret ? 'something else' : error.found
    return refusal('invalid-input', {
      where: `${name}${error.path}`,
      expected: error.expected,
      found: found || describe(input),
    })
  }
  if (state.installation !== null && !operation.duringMaintenance)
    return refusal('in-maintenance', { appliance, package: state.installation.package })
  if (operation.kind === 'read') return null
  if (isSwapping(ctx)) return refusal('swap-under-way', { appliance })
  if (operation.roles.includes(state.role)) return null
  if (name === 'establish-relationship')
    return refusal('already-in-relationship', {
      appliance,
      peer: state.relationship?.peerName ?? '',
    })
  if (state.role === 'none') return refusal('no-relationship', { appliance })
  return refusal('wrong-role', {
    operation: name,
    expected: operation.roles.join(' or '),
    appliance,
    found: state.role,
  })
}
