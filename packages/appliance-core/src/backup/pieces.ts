import type { LogHead } from '@understudy/shared'
import type { BackupPlan } from '../ports/backup-file.ts'
import type { JumpClient, SessionRow, Store } from '../ports/store.ts'

/*
 * A backup's content as text, piece by piece, each at most some 64 KiB and a session: bounded memory however long the
 * history is. Read by `records.ts`; described for people in docs/BACKUPS.md.
 */

/** Longer texts would be large objects of V8: fresh memory for each, which took six times as long as the joining. */
const pieceChars = 64 * 1024
const jumpClientsInPiece = 1_000

/** Sessions that were to be in the backup have been discarded meanwhile (SYN-04). */
export class HistoryDiscarded extends Error {
  override readonly name = 'HistoryDiscarded'
}

/**
 * Never in it: recordings, and whatever belongs to /appliance or to the relationship: software, addresses,
 * certificates, the pre-shared key, the role. Throws {@link HistoryDiscarded}.
 */
export function* backupPieces(store: Store, plan: BackupPlan): Generator<string> {
  yield line({ settings: plan.settings })
  let jumpClients = 0
  for (let after = '', more = true; more; ) {
    const page = store.jumpClients.page(after, jumpClientsInPiece)
    if (page.length > 0) yield line({ jumpClients: page.map(tupleOf) })
    jumpClients += page.length
    after = page.at(-1)?.name ?? ''
    more = page.length === jumpClientsInPiece
  }
  for (const head of plan.heads) {
    yield line({ log: { origin: head.origin, legacy: head.legacy } })
    yield* rowsOf(store, head)
  }
  yield line({ end: { settings: plan.settings.length, jumpClients, heads: plan.heads } })
}

function* rowsOf(store: Store, { origin, legacy, lastSeq }: LogHead): Generator<string> {
  for (let at = 0; at < lastSeq; ) {
    const rows = store.sessions.after(origin, legacy, at, pieceChars)
    // Joined once: a text that grew by += is read letter by letter at a third of the speed.
    const texts: string[] = []
    for (const row of rows) {
      if (row.seq > lastSeq) break
      texts.push(numbersOf(row), row.body, '\n')
      at = row.seq
    }
    if (texts.length === 0)
      throw new HistoryDiscarded(`sessions of ${origin} were discarded meanwhile`)
    yield texts.join('')
  }
}

const line = (record: object): string => `${JSON.stringify(record)}\n`

/** The line before its body, which is most of it and goes as it is stored: neither written nor read again as JSON. */
function numbersOf(row: SessionRow): string {
  const { seq, lsid, lseq, externalKey, startedAtMs, endedAtMs, recording, recordingBytes } = row
  const values = [seq, lsid, lseq, externalKey, startedAtMs, endedAtMs, recording, recordingBytes]
  return `${JSON.stringify([...values, row.body.length])}\n`
}

const tupleOf = (one: JumpClient) => [one.name, one.kind, one.mode, one.version, one.lastCheckInMs]
