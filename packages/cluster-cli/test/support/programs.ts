import { spawnSync } from 'node:child_process'

/** Why a test that needs that program cannot run here, as a reason to skip it; false = it can. */
export function whyNot(program: string, args: readonly string[]): string | false {
  const { status } = spawnSync(program, [...args], { timeout: 30_000, killSignal: 'SIGKILL' })
  return status === 0 ? false : `${program} is not installed here`
}
