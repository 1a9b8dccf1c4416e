import type { Context } from '../context.ts'

/** Keys of settings that were changed here since the last sync (SYN-02). */
export const settingsChangedHere = (ctx: Context): readonly string[] =>
  ctx.store.settings
    .all()
    .filter((setting) => setting.revision > ctx.state.syncedSettingsRevision)
    .map((setting) => setting.key)
