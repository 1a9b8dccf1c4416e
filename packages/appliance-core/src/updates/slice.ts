import type { PendingRequest } from '../pending-request.ts'
import { defineSlice } from '../slice.ts'

/** An operation that waits for the update server or for a look into a file. */
export type Waiting =
  | { readonly for: 'check'; readonly request: PendingRequest<'check-for-updates'> }
  | {
      readonly for: 'download'
      readonly request: PendingRequest<'install-update'>
      readonly package: string
      readonly eula: string
    }
  | {
      readonly for: 'upload'
      readonly request: PendingRequest<'upload-update'>
      readonly file: string
    }
  | {
      readonly for: 'key'
      readonly request: PendingRequest<'make-download-key'>
      readonly expiresAtMs: number
    }

export const updatesSlice = defineSlice('updates', () => ({
  waiting: new Map<string, Waiting & { readonly untilMs: number }>(),
}))
