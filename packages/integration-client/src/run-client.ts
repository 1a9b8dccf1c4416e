import { failureText, nextPullAtMs, type Pulled } from '@understudy/integration-model'
import { fetchBackup, fetchRecordings } from './fetch-files.ts'
import type { ExtractedFiles } from './files.ts'
import { type PullParts, pullOnce } from './pull-once.ts'

export interface ClientOptions {
  /** null = one pull, and it is over. */
  readonly everyMs: number | null
  /** null = neither recordings nor backups are fetched. */
  readonly files: ExtractedFiles | null
  /** null = no backups. */
  readonly backupEveryMs: number | null
}

/** What one round came to. */
export interface Round extends Pulled {
  readonly recordings: number
  readonly backup: string | null
  /** In a sentence; null = nothing went wrong. */
  readonly problem: string | null
}

/** The client at work: pulls, files, and waits, until it is stopped or, without a schedule, after one round. */
export async function runClient(
  options: ClientOptions,
  parts: PullParts,
  tell: (round: Round) => void,
): Promise<void> {
  let failuresInARow = 0
  for (;;) {
    const round = await playRound(options, parts)
    tell(round)
    if (options.everyMs === null || parts.signal.aborted) return
    failuresInARow = round.problem === null ? 0 : failuresInARow + 1
    const atMs = nextPullAtMs(Date.now(), options.everyMs, failuresInARow)
    await waitUntil(atMs, parts.signal)
    if (parts.signal.aborted) return
  }
}

async function playRound(
  { files, backupEveryMs }: ClientOptions,
  parts: PullParts,
): Promise<Round> {
  const pulled = await pullOnce(parts)
  const none = { recordings: 0, backup: null }
  if (pulled.failure !== null) return { ...pulled, ...none, problem: failureText(pulled.failure) }
  if (files === null) return { ...pulled, ...none, problem: null }
  try {
    const recordings = await fetchRecordings(parts, files, pulled.appliance)
    const backup = backupEveryMs === null ? null : await fetchBackup(parts, files, backupEveryMs)
    return { ...pulled, recordings, backup, problem: null }
  } catch (error) {
    return { ...pulled, ...none, problem: (error as Error).message }
  }
}

function waitUntil(atMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, Math.max(0, atMs - Date.now()))
    signal.addEventListener('abort', over)
  })
}
