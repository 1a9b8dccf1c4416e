import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buildStamp } from './build-stamp.ts'
import { programs } from './lab/processes/programs.ts'

/** Of this build, as far as its files tell: its version and commit, and what its program consists of. */
export function buildName(): string {
  const program = createHash('sha256').update(readFileSync(programs.understudy())).digest('hex')
  return [buildStamp?.version ?? '', buildStamp?.commit ?? '', program.slice(0, 16)]
    .join(' ')
    .trim()
}
