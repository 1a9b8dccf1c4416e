import { existsSync, readFileSync } from 'node:fs'
import { loopback } from '@understudy/lab-channel'
import type { LabFolder } from '../lab/folder/lab-folder.ts'
import type { LabRecord } from '../lab/folder/lab-record.ts'

/**
 * Where a browser finds a lab's console; undefined = it has none. The token is in the fragment, which a browser keeps to
 * itself: it is in no request, no log and no referrer (SEC-01).
 */
export function consoleAddress(
  { consoleTokenFile }: Pick<LabFolder, 'consoleTokenFile'>,
  record: Pick<LabRecord, 'consolePort'> | undefined,
): string | undefined {
  const port = record?.consolePort ?? null
  if (port === null || !existsSync(consoleTokenFile)) return undefined
  return addressAt(port, readFileSync(consoleTokenFile, 'utf8').trim())
}

export const addressAt = (port: number, token: string): string =>
  `${loopback.url('http', port)}/#${token}`
