import { execFileSync } from 'node:child_process'
import { isAlive } from './process.ts'

/** Processes that were started by that one; `args` may ask for a part of their command line. POSIX. */
export function childrenOf(pid: number, args = ''): readonly number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split(
    '\n',
  )
  return lines.flatMap((line) => {
    const [child, parent] = line.trim().split(/\s+/).map(Number)
    return parent === pid && child !== undefined && line.includes(args) ? [child] : []
  })
}

const pollMs = 20

/** Resolves when none of them exists any more; nothing tells of the end of somebody else's child, so it asks. */
export function allGone(pids: readonly number[]): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (pids.some(isAlive)) return
      clearInterval(timer)
      resolve()
    }, pollMs)
  })
}
