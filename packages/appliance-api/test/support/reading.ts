import type { ApplianceReading } from '@understudy/shared'
import { status } from './status.ts'

/** A primary of that site version on which nobody is and nothing was, unless something else is said. */
export const readingOf = (
  site: string,
  more: Partial<ApplianceReading> = {},
): ApplianceReading => ({
  nowMs: 1_286_566_962_000,
  status: { ...status, site },
  refusalToServe: null,
  refusalToTell: null,
  refusalToUseApi: () => null,
  apiClient: () => undefined,
  setting: () => undefined,
  clients: () => [],
  teams: () => [],
  activity: () => [],
  history: () => [],
  jumpItems: () => [],
  sessions: () => [],
  ...more,
})
