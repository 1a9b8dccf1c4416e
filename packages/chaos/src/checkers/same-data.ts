import type { SessionRow, Store } from '@understudy/appliance-core'
import { type PairName, pairNames, peerOf } from '../schedule/lab-options.ts'
import { type Checker, rowsOf } from './checker.ts'

/**
 * Two in sync hold the same data (SYN-01, SYN-05). Jump Clients go on checking in until the end: of them the backup of the last sync
 * knows at least those that its primary had when that sync began.
 */
export const sameData: Checker = {
  law: 'same-data',
  spec: 'SYN-05',
  watch: ({ stores }, tell) => {
    /** The primary's Jump Clients as the last sync of that backup began. */
    const offered: Partial<Record<PairName, readonly string[]>> = {}
    let synced: PairName | undefined
    const atEnd = (): void => {
      const sessions = differentSessions(rowsOf(stores.a), rowsOf(stores.b))
      if (sessions.length > 0) tell('the two hold different sessions after a sync', sessions)
      for (const [part, textOf] of Object.entries(parts)) {
        const [a, b] = pairNames.map((name) => textOf(stores[name]))
        if (a !== b) tell(`the two hold different ${part} after a sync`, [a ?? '', b ?? ''])
      }
      for (const name of pairNames) {
        const missing = stores[name].blobs.missing(1_000).map((blob) => blob.name)
        if (missing.length > 0)
          tell(`${name} lacks ${missing.length} recordings after a sync`, missing)
      }
      if (synced === undefined) return
      const known = new Set(jumpClientsOf(stores[synced]))
      const lacking = (offered[synced] ?? []).filter((name) => !known.has(name))
      if (lacking.length > 0) tell('the backup lacks Jump Clients of the primary', lacking)
    }
    return {
      onEvent: ({ name, source }) => {
        const backup = source as PairName
        if (name === 'sync-started') offered[backup] = jumpClientsOf(stores[peerOf(backup)])
        else if (name === 'sync-finished') synced = backup
      },
      atEnd,
    }
  },
}

/** What only one of the two has, or has differently. */
function differentSessions(a: readonly SessionRow[], b: readonly SessionRow[]): readonly string[] {
  const unmatched = new Map(b.map((row) => [placeOf(row), row]))
  const different: string[] = []
  for (const row of a) {
    const place = placeOf(row)
    const other = unmatched.get(place)
    unmatched.delete(place)
    if (other?.body !== row.body) different.push(place)
  }
  return [...different, ...unmatched.keys()]
}

const placeOf = ({ origin, legacy, seq, lsid }: SessionRow): string =>
  `${origin}/${legacy}/${seq} ${lsid}`

const parts: Readonly<Record<string, (store: Store) => string>> = {
  // An empty log counts as none.
  logs: (store) => JSON.stringify(store.logs.heads().filter(({ lastSeq }) => lastSeq > 0)),
  settings: (store) => JSON.stringify(store.settings.all().map(({ key, value }) => [key, value])),
}

/** Names only: the backup may have noted check-in times when it was the primary. */
const jumpClientsOf = (store: Store): readonly string[] =>
  store.jumpClients.page('', 1_000).map(({ name }) => name)
