import { execFileSync } from 'node:child_process'
import { basename } from 'node:path'
import type { LabFolder } from '../folder/lab-folder.ts'

/**
 * Ids of that lab's processes: its supervisor, and what it started. Found by their command lines, not by the lab's
 * record, which may be lost, incomplete, or list ids that belong to something else by now.
 */
export function labProcesses(folder: LabFolder): readonly number[] {
  const configs = folder.configFile('NAME').split('NAME')
  return running()
    .filter(({ args }) => /^node(\.exe)?$/.test(basename(args.split(' ')[0] ?? '')))
    .filter(({ args }) => isOf(args, folder.path, configs))
    .map(({ pid }) => pid)
}

/** A supervisor's last argument is the lab's folder; any other process's is a configuration in it. */
function isOf(args: string, path: string, [before = '', after = '']: readonly string[]): boolean {
  if (args.endsWith(` lab-supervisor ${path}`)) return true
  const at = args.lastIndexOf(` ${before}`)
  return at >= 0 && args.endsWith(after) && !/[\s/\\]/.test(args.slice(at + 1 + before.length))
}

interface Process {
  readonly pid: number
  readonly args: string
}

/**
 * The command that lists all processes, one line each with id and command line; POSIX has `ps`, Windows its management
 * objects (NET-11).
 */
const listing: Readonly<Partial<Record<NodeJS.Platform, readonly [string, readonly string[]]>>> = {
  win32: [
    'powershell',
    [
      '-NoProfile',
      '-Command',
      'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.CommandLine)" }',
    ],
  ],
}
const byPs = ['ps', ['-ww', '-A', '-o', 'pid=,args=']] as const

/** Empty if they cannot be listed. */
function running(): readonly Process[] {
  const [program, args] = listing[process.platform] ?? byPs
  try {
    return processesIn(
      execFileSync(program, args, { encoding: 'utf8', maxBuffer: listingBytesMax }),
    )
  } catch {
    return []
  }
}

const listingBytesMax = 64 * 1024 * 1024

const processesIn = (said: string): readonly Process[] =>
  said.split('\n').flatMap((line) => {
    const [, pid, args] = /^\s*(\d+) (.*?)\s*$/.exec(line) ?? []
    return pid === undefined || args === undefined ? [] : [{ pid: Number(pid), args }]
  })
