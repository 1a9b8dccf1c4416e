import type { ApplianceTimer } from '@understudy/appliance-core'

/**
 * Not driven by time: its interval is a setting (FO-11), so whenever it comes, there is an interval for which it does.
 * A search lets it come a limited number of times (`faults.ts`).
 */
export const intervalTimer: ApplianceTimer = 'auto-sync'
