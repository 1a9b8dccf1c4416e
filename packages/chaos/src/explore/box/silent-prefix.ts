import type { SilentLinkTimer } from '@understudy/appliance-core'

/** How the core begins the names of timers that belong to a link. */
export const silentPrefix: SilentLinkTimer = 'silent:'
