import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { programs } from '../../src/lab/processes/programs.ts'

export interface Started {
  readonly child: ChildProcess
  readonly said: () => string
}

/** Starts our command as a process of its own, in that network namespace if one is given; it ends with the test at the latest. */
export function startCommand(
  t: Test,
  words: readonly string[],
  { cwd, namespace }: { readonly cwd: string; readonly namespace?: string },
): Started {
  const within = namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace]
  const [program = '', ...args] = [...within, process.execPath, programs.understudy(), ...words]
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      said += text.toString()
    })
  t.teardown(() => void child.kill('SIGKILL'))
  return { child, said: () => said }
}

export async function kill({ child }: Started): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** What a campaign came to: all but who played it and how long that took. */
export function resultIn(folder: string): unknown {
  const report = JSON.parse(readFileSync(join(folder, 'campaign.json'), 'utf8'))
  const { wallMs, seedsPerSecond, plan, ...result } = report
  return { ...result, plan: { ...plan, jobs: 0 } }
}

/** As far as the dispatcher has written it down: what came after that, the queue still has. */
export function playedIn(folder: string): number {
  const file = join(folder, 'progress.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).tally.played : 0
}

/** A line per seed, with its trace hash and what was found. */
export const seedsIn = (folder: string): readonly string[] =>
  readFileSync(join(folder, 'seeds.ndjson'), 'utf8').trimEnd().split('\n').sort()
