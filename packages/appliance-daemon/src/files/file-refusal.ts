import { HistoryDiscarded } from '@understudy/appliance-core'
import { type Refusal, refusal } from '@understudy/shared'
import { NoRoom } from './room-on-disk.ts'

/** What an error means that the file area or a backup's writer has thrown; anything else is thrown on. */
export function fileRefusalOf(error: unknown): Refusal {
  const { code, message, syscall } = error as NodeJS.ErrnoException
  const found = code ?? message
  if (error instanceof NoRoom) return error.refusal
  if (error instanceof HistoryDiscarded) return refusal('backup-interrupted', { found })
  if (syscall !== undefined) return refusal('file-not-stored', { found })
  throw error
}
