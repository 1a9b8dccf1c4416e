import type { ConnectedClient } from '@understudy/shared'
import type { Context } from '../context.ts'
import { deskOf } from './desk.ts'

/** Who is let in now; those that only download their update are not. */
export const connectedClients = (ctx: Context): readonly ConnectedClient[] =>
  [...deskOf(ctx).connections.values()]
    .filter(({ upgrading }) => !upgrading)
    .map(({ kind, name, version, sinceMs, lsid, status = 'available' }) => ({
      ...{ kind, name, version, sinceMs, lsid, status },
    }))
