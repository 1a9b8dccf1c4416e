import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../../lab/processes/is-alive.ts'

/** `understudy-chaos-4711-Xy12ab`: whose lab it is. */
const named = /^understudy-chaos-(\d{1,10})-/

/** A new folder for one lab of this process, which removes it in the end. */
export const makeChaosLabFolder = (): string =>
  mkdtempSync(join(tmpdir(), `understudy-chaos-${process.pid}-`))

/** Removes what campaigns that were killed have left: their processes have ended with them, their labs' folders have not. */
export function removeAbandonedLabs(folder: string = tmpdir()): readonly string[] {
  const abandoned = readdirSync(folder).filter((name) => {
    const pid = named.exec(name)?.[1]
    return pid !== undefined && !isAlive(Number(pid))
  })
  for (const name of abandoned) rmSync(join(folder, name), { recursive: true, force: true })
  return abandoned
}
