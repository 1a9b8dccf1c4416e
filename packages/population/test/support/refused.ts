import type { RefusalCode, ServerMessage } from '@understudy/shared'

/** What a site says that refuses a client with that code. */
export const refused = (code: RefusalCode): ServerMessage => ({
  type: 'refused',
  code,
  message: `refused with ${code}`,
})
