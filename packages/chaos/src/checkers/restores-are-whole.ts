import type { Store } from '@understudy/appliance-core'
import { hashHex } from '@understudy/shared'
import { type BackupContents, readPlainBackup } from '@understudy/simulator'
import type { PairName } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'

/**
 * After a restore the settings are those of the backup, no more, no less, and each with its value; and every session and Jump Client
 * of the backup is there (BAK-01). The file is read here once more and compared by content.
 */
export const restoresAreWhole: Checker = {
  law: 'restores-are-whole',
  spec: 'BAK-01',
  onlyVirtual: true,
  watch: ({ stage, stores }, tell) => ({
    onEvent: (event) => {
      if (event.name !== 'backup-restored') return
      const name = event.source as PairName
      const backup = stage
        .backupsUploadedTo?.(name)
        .map(readPlainBackup)
        .findLast(({ takenAtMs }) => takenAtMs === event.takenAtMs)
      if (backup === undefined) {
        tell(`${name} restored a backup that nobody has uploaded there`)
        return
      }
      const is = settingsTextOf(stores[name])
      const expected = JSON.stringify(backup.settings)
      if (is !== expected)
        tell(`${name} restored settings of digest ${hashHex(expected)} and has ${hashHex(is)}`, [
          expected,
          is,
        ])
      const missing = missingIn(stores[name], backup)
      if (missing.length > 0)
        tell(`${name} restored a backup and lacks ${missing.length} of its records`, missing)
    },
  }),
}

const settingsTextOf = ({ settings }: Store): string =>
  JSON.stringify(settings.all().map(({ key, value }) => [key, value]))

/** What the backup has and the store has not, or has with another content. */
function missingIn(store: Store, { rows, jumpClients }: BackupContents): readonly string[] {
  const known = new Set(store.jumpClients.page('', 1_000).map(({ name }) => name))
  return [
    ...rows
      .filter(({ origin, legacy, seq, lsid, body }) => {
        const same = store.sessions
          .byLsid(lsid)
          .find((row) => row.origin === origin && row.legacy === legacy && row.seq === seq)
        return same?.body !== body
      })
      .map(({ lsid }) => lsid),
    ...jumpClients.filter((name) => !known.has(name)),
  ]
}
