import type { LinkMessageNamed } from '@understudy/shared'
import type { Context } from '../context.ts'

type SettingsMessage = LinkMessageNamed<'sync-settings'>

/** The primary's settings for a backup that holds `revision` of them; null = it has these already. */
export function settingsFor(
  ctx: Context,
  revision: number,
): Pick<SettingsMessage, 'revision' | 'settings'> {
  const { settingsRevision } = ctx.state
  return {
    revision: settingsRevision,
    settings:
      revision === settingsRevision ? null : ctx.store.settings.all().map((s) => [s.key, s.value]),
  }
}

/** The revision of the primary's settings that this backup has taken over; 0 = none of this primary's. */
export function adoptedRevision(ctx: Context, primaryGuid: string): number {
  const { adoptedSettings: adopted, settingsRevision, syncedSettingsRevision } = ctx.state
  const changedSince = settingsRevision !== syncedSettingsRevision
  const held = adopted?.guid === primaryGuid ? adopted.revision : null
  return ctx.decisions.settingsHeld(held, changedSince)
}

/**
 * The primary's settings overwrite the backup's. Keys that were changed here since the last sync and
 * say something else than the primary's are listed as lost (SYN-02).
 */
export function adoptSettings(ctx: Context, primaryGuid: string, message: SettingsMessage): void {
  const { state, store } = ctx
  if (message.settings !== null) {
    const theirs = new Map(message.settings)
    const lost: string[] = []
    for (const mine of store.settings.all()) {
      const their = theirs.get(mine.key)
      if (mine.revision > state.syncedSettingsRevision && their !== mine.value) lost.push(mine.key)
      if (ctx.decisions.isSettingRemoved(their)) store.settings.remove(mine.key)
    }
    state.settingsRevision += 1
    for (const [key, value] of theirs)
      if (store.settings.get(key)?.value !== value)
        store.settings.put({ key, value, revision: state.settingsRevision })
    if (lost.length > 0) ctx.record({ name: 'settings-lost', keys: lost })
    ctx.signal({ kind: 'settings-replaced' })
  }
  state.syncedSettingsRevision = state.settingsRevision
  state.adoptedSettings = { guid: primaryGuid, revision: message.revision }
  ctx.durable.save()
}
