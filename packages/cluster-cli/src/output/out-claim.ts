import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from '../lab/processes/is-alive.ts'
import { UsageError } from '../usage/errors.ts'
import { isOfRunning, orUsageError } from './out-folder.ts'

const claimName = 'rehearsal.pid'

/**
 * Only one rehearsal at a time may write to a folder; the returned function releases it. A rehearsal that was killed no
 * longer counts, and what it left of its lab (keys, databases) and events is removed.
 */
export function claimOutFolder(name: string, path: string): () => void {
  const file = join(path, claimName)
  const holder = orUsageError(name, () => claim(file))
  if (holder !== undefined)
    throw new UsageError(
      `option --out: a rehearsal (process ${holder}) already writes to ${name}; if that process is none, remove ${join(name, claimName)}`,
    )
  for (const leftOver of readdirSync(path).filter(isOfRunning))
    rmSync(join(path, leftOver), { recursive: true, force: true, maxRetries: 3 })
  return () => rmSync(file, { force: true })
}

/** Undefined: this process has it now. Otherwise the process that does. */
function claim(file: string): number | undefined {
  if (create(file)) return undefined
  const holder = Number(readFileSync(file, 'utf8'))
  // In a container every run may have the same process id: this process's own id means an earlier run.
  if (holder !== process.pid && isAlive(holder)) return holder
  rmSync(file, { force: true })
  return create(file) ? undefined : Number(readFileSync(file, 'utf8'))
}

function create(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
