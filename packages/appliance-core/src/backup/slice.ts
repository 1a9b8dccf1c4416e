import type { PendingRequest } from '../pending-request.ts'
import { defineSlice } from '../slice.ts'

/** Backups that are being written or read by the carrier. Only `backup/` imports it. */
export interface BackupSlice {
  readonly writing: Map<string, Writing>
  restoring: PendingRequest<'upload-backup'> | null
}

export interface Writing {
  readonly request: PendingRequest<'download-backup'>
  readonly takenAtMs: number
  readonly settings: number
  readonly sessions: number
  readonly encrypted: boolean
}

export const backupSlice = defineSlice<BackupSlice>('backup', () => ({
  writing: new Map(),
  restoring: null,
}))
