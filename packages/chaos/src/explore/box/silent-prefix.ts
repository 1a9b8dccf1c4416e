import type { SilentLinkTimer } from '@understudy/appliance-core'

/** The prefix of the core's timer names that belong to a link. */
export const silentPrefix: SilentLinkTimer = 'silent:'
