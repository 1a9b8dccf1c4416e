import type { SessionRow } from '@understudy/appliance-core'
import {
  addToDigest,
  digestsEqual,
  emptyDigest,
  type SetDigest,
  unitedDigest,
} from '@understudy/shared'
import { pairNames } from '../schedule/lab-options.ts'
import { type Checker, rowsOf } from './checker.ts'

/** What an appliance reports matches its disk: counts, and the digests that syncs compare. */
export const reportEqualsData: Checker = {
  law: 'report-equals-data',
  spec: 'SYN-05',
  watch: ({ stage, stores }, tell) => ({
    atEnd: () => {
      for (const name of pairNames) {
        const rows = rowsOf(stores[name])
        const { sessions, settings } = stage.statusOf(name)
        if (sessions.stored !== rows.length)
          tell(`${name} says that it stores ${sessions.stored} sessions and stores ${rows.length}`)
        const kept = stores[name].settings.all().length
        if (settings !== kept) tell(`${name} says that it has ${settings} settings and has ${kept}`)
        for (const head of stores[name].logs.heads()) {
          const own = rows.filter(
            ({ origin, legacy }) => origin === head.origin && legacy === head.legacy,
          )
          const digest = own.reduce((sum, row) => unitedDigest(sum, digestOf(row)), emptyDigest)
          if (own.length !== head.lastSeq || !digestsEqual(digest, head.digest))
            tell(`${name}’s log of ${head.origin.slice(0, 8)} is not what its head says`, [
              `${own.length} rows, head at ${head.lastSeq}`,
            ])
        }
      }
    },
  }),
}

/** Rows are never changed: those that many runs begin with are digested once. */
const digests = new WeakMap<SessionRow, SetDigest>()

function digestOf(row: SessionRow): SetDigest {
  const known = digests.get(row)
  if (known !== undefined) return known
  const { seq, lsid, lseq, externalKey, startedAtMs, endedAtMs, recording, body } = row
  const text = `${seq}|${lsid}|${lseq}|${externalKey}|${startedAtMs}|${endedAtMs}|${recording}`
  const digest = addToDigest(emptyDigest, text, body)
  digests.set(row, digest)
  return digest
}
