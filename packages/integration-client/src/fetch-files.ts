import { text } from 'node:stream/consumers'
import { askRecording, pathOf } from '@understudy/integration-model'
import { isoTimeOf } from '@understudy/shared'
import type { ExtractedFiles } from './files.ts'
import type { PullParts } from './pull-once.ts'
import type { SiteAnswer } from './site/site-door.ts'

/** A file that an appliance sends is no XML; an error is (A). */
const isDocument = ({ contentType }: SiteAnswer): boolean => /xml/.test(contentType)

/** What the site says of a recording that it has deleted; any other error may pass (A). */
const expired = /has expired/

/** Fetches the recordings that are due from the appliance that has them. How many were kept. */
export async function fetchRecordings(
  { door, database, credentials, signal }: PullParts,
  files: ExtractedFiles,
  appliance: string,
): Promise<number> {
  let count = 0
  for (const due of await database.dueRecordings(appliance)) {
    const answer = await door.ask(pathOf(askRecording(due.lsid), credentials.parameters), signal)
    if (answer.status !== 200 || isDocument(answer)) {
      const said = await text(answer.body)
      if (expired.test(said)) await database.noteRecording(due, null)
      continue
    }
    // The number of its row: before 10.6 an LSID is no name, two sessions may have it.
    const name = `recordings/${due.sessionId}-${due.lsid}.rec`
    const sizeBytes = await files.keep(name, answer.body)
    await database.noteRecording(due, { name, sizeBytes })
    count++
  }
  return count
}

/** Fetches a backup if the last one is old enough; its file, or null. */
export async function fetchBackup(
  { door, database, credentials, signal }: PullParts,
  files: ExtractedFiles,
  everyMs: number,
): Promise<string | null> {
  const nowMs = Date.now()
  const lastMs = await database.lastBackupAtMs()
  if (lastMs !== null && nowMs - lastMs < everyMs) return null
  const query = new URLSearchParams(credentials.parameters).toString()
  const answer = await door.ask(`/api/backup?${query}`, signal)
  if (answer.status !== 200 || isDocument(answer)) {
    // A script that saves whatever comes has a backup that is none (A).
    answer.body.resume()
    throw new Error(`The site gave no backup (HTTP ${answer.status}).`)
  }
  const name = `backups/${isoTimeOf(nowMs).replaceAll(':', '')}.nsb`
  await database.noteBackup(nowMs, name, await files.keep(name, answer.body))
  return name
}
