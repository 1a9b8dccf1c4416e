import { readFileSync } from 'node:fs'

/**
 * Milliseconds that this thread has worked so far, whoever else uses the machine: compilers and the garbage collector run on threads
 * of their own. Where the system does not tell (it is Linux that does), time as it passes.
 */
export function ownMs(): number {
  try {
    const [runNs] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')
    return Number(runNs) / 1_000_000
  } catch {
    return performance.now()
  }
}
