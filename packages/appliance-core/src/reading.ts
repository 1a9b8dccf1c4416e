import { type ApplianceReading, limits } from '@understudy/shared'
import { findApiAccount } from './accounts/api-accounts.ts'
import { refusalToUseApi } from './accounts/api-rights.ts'
import { activityOf } from './clients/activity.ts'
import { connectedClients } from './clients/connected.ts'
import { registryOf } from './clients/registry.ts'
import { refusalToServe } from './clients/serving.ts'
import type { Context } from './context.ts'
import { statusOf } from './operations/status.ts'
import { sessionPages } from './sessions/pages.ts'
import { teamsOf } from './sessions/teams.ts'

/** The read port (API-07) at this moment; what is asked of it later is still of this moment, or fails. */
export const readingOf = (ctx: Context): ApplianceReading => ({
  nowMs: ctx.nowMs,
  status: statusOf(ctx),
  refusalToServe: refusalToServe(ctx),
  refusalToTell: ctx.decisions.isTold(refusalToServe(ctx) === null) ? null : refusalToServe(ctx),
  refusalToUseApi: (api, user, action) => refusalToUseApi(ctx, api, user, action),
  apiClient: (clientId) => findApiAccount(ctx, clientId),
  clients: () => connectedClients(ctx),
  teams: () => teamsOf(ctx),
  activity: () => activityOf(ctx),
  history: () => ctx.store.history.newest(limits.historyEventsMax),
  jumpItems: () => [...registryOf(ctx).known.values()],
  setting: (key) => ctx.store.settings.get(key)?.value,
  sessions: (question) => sessionPages(ctx, question),
})
