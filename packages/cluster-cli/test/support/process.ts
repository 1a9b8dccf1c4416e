import { type ChildProcess, spawn } from 'node:child_process'
import { programs } from '../../src/lab/processes/programs.ts'

const main = programs.understudy()

/** The command as a process of its own. */
export interface Command {
  readonly child: ChildProcess
  /** Resolves when that text has been written to standard output or error. */
  readonly says: (text: string) => Promise<void>
  readonly said: () => string
  readonly exited: Promise<number | NodeJS.Signals>
}

export function startCommand(folder: string, args: readonly string[]): Command {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  const waiting: { readonly text: string; readonly resolve: () => void }[] = []
  let gone = false
  const take = (bytes: Buffer): void => {
    said += bytes.toString('utf8')
    for (const { text, resolve } of waiting) if (said.includes(text)) resolve()
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const exited = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on('close', (code, signal) => {
      gone = true
      resolve(code ?? signal ?? -1)
    })
  })
  return {
    child,
    exited,
    said: () => said,
    says: (text) =>
      new Promise((resolve, reject) => {
        if (said.includes(text)) return resolve()
        if (gone) return reject(new Error(`it ended without "${text}": ${said}`))
        waiting.push({ text, resolve })
        void exited.then(() => reject(new Error(`it ended without "${text}": ${said}`)))
      }),
  }
}

/** Whether that process exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
