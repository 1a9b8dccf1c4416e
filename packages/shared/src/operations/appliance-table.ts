import { roles } from '../roles.ts'
import { accountOperations } from './account-table.ts'
import type { ApplianceOperation } from './appliance-operation.ts'
import {
  BackupMade,
  BackupRestored,
  BreakOutput,
  ConsoleInstallerOutput,
  EstablishOutput,
  FindSessionsOutput,
  HistoryOutput,
  InstallOutput,
  JumpClientsExport,
  JumpClientsPage,
  KeyProofOutput,
  RoleOutput,
  SampleDataOutput,
  SessionsPage,
  SettingsOutput,
  SyncNowOutput,
  UpdatesOutput,
} from './appliance-outputs.ts'
import { ApplianceStatus } from './appliance-status.ts'
import { BackupSettings, BackupSettingsInput } from './backup-settings.ts'
import {
  AddressInput,
  ConsoleInstallerInput,
  DownloadBackupInput,
  Empty,
  EstablishInput,
  FindSessionsInput,
  HistoryInput,
  InstallInput,
  ListJumpClientsInput,
  ListSessionsInput,
  PreSharedKeyInput,
  ProveKeyInput,
  SampleDataInput,
  SettingInput,
  SwapInput,
  UploadBackupInput,
} from './schemas.ts'

const change = { kind: 'change', duringMaintenance: false } as const
const read = { kind: 'read', duringMaintenance: true, roles } as const
const failover = '/login > Management > Failover'
const updates = '/appliance > Support > Updates'
const softwareManagement = '/login > Management > Software Management'

/**
 * Everything that can be asked of an appliance (DESIGN 3). Admin REST routes, OpenAPI, CLI verbs, runbook
 * steps and pages come from this table; nothing is described twice (WEB-06).
 */
export const applianceOperations = {
  ...accountOperations,
  status: {
    ...read,
    title: 'Show role, relationship, sync, versions, addresses',
    page: '/appliance > Status > Basics',
    who: 'any-admin',
    input: Empty,
    output: ApplianceStatus,
  },
  'status-history': {
    ...read,
    title: 'Status History: what happened to roles, relationship, syncs, addresses and versions',
    page: failover,
    who: 'any-admin',
    input: HistoryInput,
    output: HistoryOutput,
  },
  'set-pre-shared-key': {
    ...change,
    title: 'Set the inter-appliance communication pre-shared key',
    page: '/login > Management > Security',
    who: 'site-admin',
    input: PreSharedKeyInput,
    output: Empty,
    roles,
    secret: ['key'],
  },
  'prove-pre-shared-key': {
    ...read,
    title: 'Prove which inter-appliance pre-shared key is set, without showing it',
    page: '/login > Management > Security',
    who: 'site-admin',
    input: ProveKeyInput,
    output: KeyProofOutput,
  },
  'establish-relationship': {
    ...change,
    title: 'Establish a failover relationship with this appliance as primary',
    page: failover,
    who: 'site-admin',
    input: EstablishInput,
    output: EstablishOutput,
    roles: ['none'],
  },
  'break-relationship': {
    ...change,
    title: 'Break Failover Relationships',
    page: failover,
    who: 'site-admin',
    input: Empty,
    output: BreakOutput,
    roles: ['primary', 'backup'],
  },
  'sync-now': {
    ...change,
    title: 'Sync Now: the backup pulls from the primary at once',
    page: failover,
    who: 'site-admin',
    input: Empty,
    output: SyncNowOutput,
    roles: ['primary', 'backup'],
  },
  'become-primary': {
    ...change,
    title: 'Become Primary: swap roles with the peer',
    page: failover,
    who: 'site-admin',
    input: SwapInput,
    output: RoleOutput,
    roles: ['backup'],
  },
  'become-backup': {
    ...change,
    title: 'Become Backup: swap roles with the peer',
    page: failover,
    who: 'site-admin',
    input: SwapInput,
    output: RoleOutput,
    roles: ['primary'],
  },
  'set-backup-settings': {
    ...change,
    title: 'Backup Settings: when this appliance syncs as the backup, and takes over by itself',
    page: failover,
    who: 'site-admin',
    input: BackupSettingsInput,
    output: BackupSettings,
    roles,
  },
  'set-setting': {
    ...change,
    title: 'Change a setting of the site',
    page: '/login > Configuration',
    who: 'site-admin',
    input: SettingInput,
    output: Empty,
    roles: ['none', 'primary'],
  },
  'list-settings': {
    ...read,
    title: 'List the settings of the site',
    page: '/login > Configuration',
    who: 'site-admin',
    input: Empty,
    output: SettingsOutput,
  },
  'download-backup': {
    ...change,
    title: 'Download Backup: settings, Jump Clients and, if wanted, logged history as one file',
    page: softwareManagement,
    who: 'site-admin',
    input: DownloadBackupInput,
    output: BackupMade,
    roles,
    secret: ['passphrase'],
    file: 'gives',
  },
  'upload-backup': {
    ...change,
    title: 'Upload Backup: restore its settings, Jump Clients and logged history',
    page: softwareManagement,
    who: 'site-admin',
    input: UploadBackupInput,
    output: BackupRestored,
    roles: ['none', 'primary'],
    secret: ['passphrase'],
    file: 'takes',
  },
  'check-for-updates': {
    ...change,
    title: 'Check for Updates',
    page: updates,
    who: 'box-admin',
    input: Empty,
    output: UpdatesOutput,
    roles,
  },
  'install-update': {
    ...change,
    title: 'Install This Update',
    page: updates,
    who: 'box-admin',
    input: InstallInput,
    output: InstallOutput,
    roles,
  },
  'download-console-installer': {
    ...read,
    title: 'Rep Console Installers: the MSI of an available update, before the box is updated',
    page: updates,
    who: 'site-admin',
    input: ConsoleInstallerInput,
    output: ConsoleInstallerOutput,
  },
  'set-address-enabled': {
    ...change,
    title: 'Tick or untick Enabled of an IP address',
    page: '/appliance > Networking > IP Configuration',
    who: 'box-admin',
    input: AddressInput,
    output: Empty,
    roles,
  },
  'list-sessions': {
    ...read,
    title: 'List stored sessions, page by page',
    page: '/login > Reports',
    who: 'site-reports',
    input: ListSessionsInput,
    output: SessionsPage,
  },
  'list-jump-clients': {
    ...read,
    title: 'List Jump Clients and Jumpoints with their status details, page by page',
    page: '/login > Status > Information',
    who: 'site-reports',
    input: ListJumpClientsInput,
    output: JumpClientsPage,
  },
  'export-jump-clients': {
    ...read,
    title: 'Export the list of Jump Clients and Jumpoints as CSV',
    page: '/login > Status > Information',
    who: 'site-reports',
    input: Empty,
    output: JumpClientsExport,
  },
  'find-sessions': {
    ...read,
    title: 'Tell which of the given sessions are not stored here',
    page: 'lab',
    who: 'lab',
    input: FindSessionsInput,
    output: FindSessionsOutput,
  },
  'load-sample-data': {
    ...change,
    title: 'Store generated sessions and recordings',
    page: 'lab',
    who: 'lab',
    input: SampleDataInput,
    output: SampleDataOutput,
    roles: ['none', 'primary'],
  },
} as const satisfies Record<string, ApplianceOperation>

export type OperationName = keyof typeof applianceOperations

export const operationNames = Object.keys(applianceOperations) as readonly OperationName[]

export const operationOf = (name: OperationName): ApplianceOperation => applianceOperations[name]

export const isOperation = (name: string): name is OperationName =>
  Object.hasOwn(applianceOperations, name)
